package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.Fields;
import dev.fidelio.messaging.PublishException;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.http.RequestParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Cancels experiments. */
@Path("/api/v1/experiments/{id}/cancel")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.EXPERIMENTS)
public class CancellationResource {

  private final CancellationService cancellationService;
  private final ExperimentViews views;

  CancellationResource(CancellationService cancellationService, ExperimentViews views) {
    this.cancellationService = cancellationService;
    this.views = views;
  }

  @POST
  @Operation(
      summary = "Cancel an experiment",
      description =
          "Stops the experiment for good, whether it is queued or running. Artifacts that exist by"
              + " then are kept. The Kafka topic cancellation-requested takes the same request.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "CancellationRequest")))
  @APIResponse(
      responseCode = "202",
      description = "The request is on Kafka; Location is the experiment",
      content = @Content(schema = @Schema(implementation = ExperimentView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The experiment is already cancelled",
      content = @Content(schema = @Schema(implementation = ExperimentView.class)))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  public Response cancelExperiment(
      @Parameter(example = "digits-1") @PathParam("id") String id,
      byte[] body,
      @Context UriInfo uri) {
    RequestParameters requestParameters = new RequestParameters();
    Fields request = requestParameters.optionalBody(body);
    String reason = request.optionalText("reason", CancellationRequested.MAX_REASON);
    request.refuseOthers();
    requestParameters.check();
    try {
      boolean isRequested = cancellationService.cancel(id, reason);
      ExperimentView shown = views.find(id).orElseThrow(() -> ExperimentViews.noExperiment(id));
      return isRequested
          ? Response.accepted(shown).location(SubmissionResponse.location(uri, id)).build()
          : Response.ok(shown).build();
    } catch (PublishException e) {
      throw ProblemException.unavailable(
          "Kafka does not answer; the cancellation may have reached it or not, and asking again is safe",
          e);
    }
  }
}
