package dev.fidelio.registry.promotion;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Caller;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.models.VersionView;
import dev.fidelio.registry.models.VersionViews;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Archiving versions. */
@Path("/api/v1/models/{model}/versions/{version}/archive")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.MODELS)
public class ArchiveResource {

  private final ArchiveService archiveService;
  private final VersionViews views;

  ArchiveResource(ArchiveService archiveService, VersionViews views) {
    this.archiveService = archiveService;
    this.views = views;
  }

  @POST
  @Operation(
      summary = "Archive a version",
      description =
          "An archived version cannot be promoted, and a version that an alias points to"
              + " cannot be archived. The operation is idempotent.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "DecisionRequest")))
  @APIResponse(responseCode = "200", description = "The version is archived")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  public VersionView archive(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "1") @PathParam("version") String version,
      @Parameter(description = Api.USER, example = "ada") @HeaderParam(Caller.HEADER) String user,
      byte[] body) {
    RequestParameters requestParameters = new RequestParameters();
    int number = requestParameters.integer("version", version, 1, Integer.MAX_VALUE);
    String reason = Promotion.readReason(requestParameters.optionalBody(body));
    String by = Caller.name(user, requestParameters);
    requestParameters.check();
    return views.of(model, List.of(archiveService.archive(model, number, by, reason))).get(0);
  }
}
