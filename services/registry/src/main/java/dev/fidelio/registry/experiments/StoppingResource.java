package dev.fidelio.registry.experiments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.messaging.PublishException;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.JsonBody;
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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stopping an experiment for good, and going on from where one has stopped. */
@Path("/api/v1/experiments/{id}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.EXPERIMENTS)
public class StoppingResource {

  private static final Set<String> RESUMPTION =
      new TreeSet<>(List.of("experimentId", "epochs", "tags"));

  private final CancellationService cancellationService;
  private final ResumptionService resumptionService;
  private final SubmissionService submissionService;
  private final ExperimentViews views;

  StoppingResource(
      CancellationService cancellationService,
      ResumptionService resumptionService,
      SubmissionService submissionService,
      ExperimentViews views) {
    this.cancellationService = cancellationService;
    this.resumptionService = resumptionService;
    this.submissionService = submissionService;
    this.views = views;
  }

  @POST
  @Path("/cancel")
  @Operation(
      summary = "Cancel an experiment",
      description =
          "Whether it waits or is worked on, it stops for good; what it has made by then stays. The"
              + " same can be asked for on the Kafka topic cancellation-requested.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "CancellationRequest")))
  @APIResponse(
      responseCode = "202",
      description = "The broker has the request; Location is the experiment",
      content = @Content(schema = @Schema(implementation = ExperimentView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is cancelled already",
      content = @Content(schema = @Schema(implementation = ExperimentView.class)))
  @APIResponse(responseCode = "400", ref = Api.WRONG)
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  @APIResponse(responseCode = "503", ref = Api.AWAY)
  public Response cancelExperiment(
      @Parameter(example = "digits-1") @PathParam("id") String id,
      byte[] body,
      @Context UriInfo uri) {
    RequestParameters requestParameters = new RequestParameters();
    ObjectNode request = JsonBody.read(body, Set.of("reason"), requestParameters);
    String reason =
        JsonBody.text(request, "reason", CancellationRequested.MAX_REASON, requestParameters);
    requestParameters.check();
    try {
      boolean isAsked = cancellationService.cancel(id, reason);
      ExperimentView shown = views.find(id).orElseThrow(() -> ExperimentViews.noExperiment(id));
      return isAsked
          ? Response.accepted(shown).location(ExperimentResource.location(uri, id)).build()
          : Response.ok(shown).build();
    } catch (PublishException e) {
      throw ProblemException.unavailable("Kafka does not answer; nothing was cancelled", e);
    }
  }

  @POST
  @Path("/resume")
  @Operation(
      summary = "Go on from where a cancelled or failed experiment has stopped",
      description =
          "Asks for a new experiment that starts from the last epoch of this one. What the body"
              + " leaves out is as it was.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "ResumptionRequest")))
  @APIResponse(
      responseCode = "202",
      description = "The broker has the request; Location is the new experiment",
      content = @Content(schema = @Schema(implementation = ExperimentView.class)))
  @APIResponse(responseCode = "400", ref = Api.WRONG)
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  @APIResponse(responseCode = "503", ref = Api.AWAY)
  public Response resumeExperiment(
      @Parameter(example = "digits-1") @PathParam("id") String id,
      byte[] body,
      @Context UriInfo uri) {
    RequestParameters requestParameters = new RequestParameters();
    ObjectNode wishes = JsonBody.read(body, RESUMPTION, requestParameters);
    requestParameters.check();
    SubmissionService.Prepared prepared = resumptionService.prepare(id, wishes);
    if (!prepared.reading().isAccepted()) {
      throw ProblemException.badRequest(prepared.reading().violations());
    }
    try {
      Submission submission = submissionService.submit(prepared);
      return Response.accepted(views.of(submission))
          .location(ExperimentResource.location(uri, submission.experimentId))
          .build();
    } catch (PublishException e) {
      throw ProblemException.unavailable("Kafka does not answer; nothing was submitted", e);
    }
  }
}
