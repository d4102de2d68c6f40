package dev.fidelio.registry.promotion;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Caller;
import dev.fidelio.registry.http.Page;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.models.Alias;
import dev.fidelio.registry.models.ModelLookup;
import dev.fidelio.registry.promotion.PromotionService.PromotionResult;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows a model's aliases and promotes versions. */
@Path("/api/v1/models/{model}/aliases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.ALIASES)
public class AliasResource {

  private final PromotionService promotionService;

  AliasResource(PromotionService promotionService) {
    this.promotionService = promotionService;
  }

  @GET
  @Operation(summary = "List a model's aliases")
  @APIResponse(responseCode = "200", description = "The aliases, by name")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Page<AliasView> aliases(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model) {
    ModelLookup.requireModel(model);
    return Page.whole(Alias.ofModel(model).stream().map(AliasView::of).toList());
  }

  @GET
  @Path("/{alias}")
  @Operation(summary = "Show where an alias points")
  @APIResponse(
      responseCode = "200",
      description = "The alias; its ETag is needed to move it",
      content = @Content(schema = @Schema(implementation = AliasView.class)))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Response alias(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String name) {
    AliasView alias =
        Alias.named(model, name)
            .map(AliasView::of)
            .orElseThrow(() -> ModelLookup.noAlias(model, name));
    return Response.ok(alias).tag(alias.tag()).build();
  }

  @PUT
  @Path("/{alias}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Promote a version",
      description =
          "Points the alias to the version and records who decided that and why. If the alias"
              + " exists, If-Match must contain its current ETag. If the alias has a gate, the"
              + " version must pass it; otherwise the response lists the findings. With force and a"
              + " reason, the version is promoted regardless of its scores, and the findings are"
              + " recorded.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AliasRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "The alias is new",
      content = @Content(schema = @Schema(implementation = AliasView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The alias points to the version",
      content = @Content(schema = @Schema(implementation = AliasView.class)))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  @APIResponse(responseCode = "412", ref = Api.STALE)
  @APIResponse(responseCode = "428", ref = Api.UNSEEN)
  public Response promote(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias,
      @Parameter(description = "The alias's ETag; required if the alias exists", example = "\"3\"")
          @HeaderParam(HttpHeaders.IF_MATCH)
          String ifMatch,
      @Parameter(description = Api.USER, example = "ada") @HeaderParam(Caller.HEADER) String user,
      byte[] body) {
    RequestParameters requestParameters = new RequestParameters();
    AliasRequest request = AliasRequest.read(requestParameters.body(body));
    Caller.checkAlias(alias, requestParameters);
    String by = Caller.name(user, requestParameters);
    requestParameters.check();
    PromotionResult promoted =
        promotionService.promote(
            PromotionCommandBuilder.builder()
                .model(model)
                .alias(alias)
                .version(request.version())
                .reason(request.reason())
                .isForced(request.force())
                .by(by)
                .precondition(AliasPrecondition.ofIfMatch(ifMatch))
                .build());
    AliasView view = AliasView.of(promoted.alias());
    return Response.status(promoted.isNew() ? 201 : 200).entity(view).tag(view.tag()).build();
  }
}
