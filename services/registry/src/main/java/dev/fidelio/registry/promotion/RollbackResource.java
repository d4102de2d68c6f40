package dev.fidelio.registry.promotion;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Caller;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.promotion.RollbackService.AliasChange;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/** Rolls aliases back and removes them. */
@Path("/api/v1/models/{model}/aliases/{alias}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.ALIASES)
public class RollbackResource {

  private static final String REASON = "reason";

  private final RollbackService rollbackService;

  RollbackResource(RollbackService rollbackService) {
    this.rollbackService = rollbackService;
  }

  @POST
  @Path("/rollback")
  @Operation(
      summary = "Roll an alias back to its previous version",
      description =
          "Each rollback goes one promotion further back, down to the alias's first version,"
              + " also across a removal. No gate is evaluated.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "DecisionRequest")))
  @APIResponse(
      responseCode = "200",
      description = "The alias points to the earlier version",
      content = @Content(schema = @Schema(implementation = AliasView.class)))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  @APIResponse(responseCode = "412", ref = Api.STALE)
  @APIResponse(responseCode = "428", ref = Api.UNSEEN)
  public Response rollBack(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias,
      @Parameter(description = Api.ETAG, example = "\"3\"") @HeaderParam(HttpHeaders.IF_MATCH)
          String ifMatch,
      @Parameter(description = Api.USER, example = "ada") @HeaderParam(Caller.HEADER) String user,
      byte[] body) {
    RequestParameters requestParameters = new RequestParameters();
    String reason = Promotion.readReason(requestParameters.optionalBody(body));
    String by = Caller.name(user, requestParameters);
    requestParameters.check();
    AliasView view =
        AliasView.of(
            rollbackService.rollBack(
                new AliasChange(model, alias, reason, by, AliasPrecondition.ofIfMatch(ifMatch))));
    return Response.ok(view).tag(view.tag()).build();
  }

  @DELETE
  @Operation(
      summary = "Remove an alias",
      description = "Its history is kept, and the alias can be created again.")
  @APIResponse(responseCode = "204", description = "The alias is removed")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "412", ref = Api.STALE)
  @APIResponse(responseCode = "428", ref = Api.UNSEEN)
  public void removeAlias(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "champion") @PathParam("alias") String alias,
      @Parameter(description = "A reason, for people", example = "withdrawn") @QueryParam(REASON)
          String reason,
      @Parameter(description = Api.ETAG, example = "\"3\"") @HeaderParam(HttpHeaders.IF_MATCH)
          String ifMatch,
      @Parameter(description = Api.USER, example = "ada") @HeaderParam(Caller.HEADER) String user) {
    RequestParameters requestParameters = new RequestParameters();
    requestParameters.checkText(REASON, reason, Promotion.MAX_REASON);
    String by = Caller.name(user, requestParameters);
    requestParameters.check();
    rollbackService.remove(
        new AliasChange(model, alias, reason, by, AliasPrecondition.ofIfMatch(ifMatch)));
  }
}
