package dev.fidelio.registry.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Fields;
import dev.fidelio.contracts.Json;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.http.RequestParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Resumes experiments that were cancelled or have failed. */
@Path("/api/v1/experiments/{id}/resume")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.EXPERIMENTS)
public class ResumptionResource {

  private static final List<String> CHANGEABLE = List.of("experimentId", "epochs", "tags");

  private final ResumptionService resumptionService;
  private final SubmissionService submissionService;
  private final SubmissionResponse submissionResponse;

  ResumptionResource(
      ResumptionService resumptionService,
      SubmissionService submissionService,
      SubmissionResponse submissionResponse) {
    this.resumptionService = resumptionService;
    this.submissionService = submissionService;
    this.submissionResponse = submissionResponse;
  }

  @POST
  @Operation(
      summary = "Resume a cancelled or failed experiment",
      description =
          "Submits a new experiment that starts from the last epoch of this one. Fields that the"
              + " body omits keep their values.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "ResumptionRequest")))
  @APIResponse(
      responseCode = "202",
      description = "The request is on Kafka; Location is the new experiment",
      content = @Content(schema = @Schema(implementation = ExperimentView.class)))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  @APIResponse(responseCode = "422", ref = Api.KEY_TAKEN)
  @APIResponse(responseCode = "503", ref = Api.UNCONFIRMED)
  public Response resumeExperiment(
      @Parameter(example = "digits-1") @PathParam("id") String id,
      @Parameter(description = Api.KEY) @HeaderParam(Api.IDEMPOTENCY_KEY) String key,
      byte[] body,
      @Context UriInfo uri) {
    RequestParameters requestParameters = new RequestParameters();
    ObjectNode changes = changes(requestParameters.optionalBody(body));
    requestParameters.idempotencyKey(key);
    requestParameters.check();
    SubmissionService.PreparedRequest prepared = resumptionService.prepare(id, changes, key);
    if (!prepared.parseResult().isAccepted()) {
      throw ProblemException.badRequest(prepared.parseResult().violations());
    }
    return submissionResponse.accepted(submissionService.submit(prepared, key), uri);
  }

  /** The fields that the caller changes; their values are validated with the new request. */
  private static ObjectNode changes(Fields fields) {
    ObjectNode changes = Json.mapper().createObjectNode();
    for (String name : CHANGEABLE) {
      JsonNode value = fields.value(name);
      if (!value.isMissingNode()) {
        changes.set(name, value);
      }
    }
    fields.refuseOthers();
    return changes;
  }
}
