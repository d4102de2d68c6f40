package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.EvaluationReader;
import dev.fidelio.contracts.Fields;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.models.ModelLookup;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.outbox.Outbox;
import dev.fidelio.service.KnownNames;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the evaluations of a version and requests further ones. */
@Path("/api/v1/models/{model}/versions/{version}/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.MODELS)
public class EvaluationResource {

  private final EvaluationService evaluationService;
  private final Outbox outbox;
  private final EvaluationReader reader;

  EvaluationResource(EvaluationService evaluationService, Outbox outbox, KnownNames known) {
    this.outbox = outbox;
    this.evaluationService = evaluationService;
    this.reader = new EvaluationReader(known.extractors());
  }

  @GET
  @Operation(summary = "List a version's evaluations")
  @APIResponse(responseCode = "200", description = "The evaluations, completed ones first")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Page<EvaluationView> evaluations(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "2") @PathParam("version") String version) {
    return Page.whole(EvaluationViews.of(ModelLookup.version(model, version).experimentId));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Request another evaluation of a version",
      description =
          "Draws and scores new samples, with another extractor, sample count or seed if the"
              + " request says so. Scores are added, never replaced, and the experiment does not"
              + " change. An evaluation without a name gets one; a request with a name or"
              + " an Idempotency-Key is idempotent.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "EvaluationRequest"),
              examples =
                  @ExampleObject(
                      name = "another seed",
                      value = "{\"name\": \"again\", \"samples\": 5000, \"seed\": 7}")))
  @APIResponse(
      responseCode = "202",
      description = "The request is on Kafka",
      content = @Content(schema = @Schema(implementation = EvaluationView.class)))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  @APIResponse(responseCode = "422", ref = Api.KEY_TAKEN)
  @APIResponse(responseCode = "503", ref = Api.UNCONFIRMED)
  public Response evaluate(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(example = "2") @PathParam("version") String version,
      @Parameter(description = Api.KEY) @HeaderParam(Api.IDEMPOTENCY_KEY) String key,
      byte[] body,
      @Context UriInfo uri) {
    RequestParameters requestParameters = new RequestParameters();
    Fields request = requestParameters.body(body);
    String name = request.optionalName("name");
    Evaluation evaluation = reader.read(request);
    requestParameters.idempotencyKey(key);
    requestParameters.check();
    Version scored = ModelLookup.version(model, version);
    RequestedEvaluation requested = evaluationService.evaluate(scored, name, evaluation, key);
    if (!outbox.awaitPublished()) {
      throw ProblemException.unconfirmed("evaluation " + requested.name);
    }
    return Response.accepted(EvaluationViews.waiting(requested))
        .location(uri.getAbsolutePath())
        .build();
  }
}
