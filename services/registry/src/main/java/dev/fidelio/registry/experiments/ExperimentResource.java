package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import dev.fidelio.registry.http.PageQuery;
import dev.fidelio.registry.http.Position;
import dev.fidelio.registry.http.ProblemException;
import dev.fidelio.registry.http.RequestParameters;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Submits experiments and shows their state. */
@Path("/api/v1/experiments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.EXPERIMENTS)
public class ExperimentResource {

  private static final String STATES =
      Arrays.stream(ExperimentState.values()).map(Enum::name).collect(Collectors.joining(", "));

  private final ExperimentPages pages;
  private final ExperimentViews views;
  private final SubmissionService submissionService;
  private final SubmissionResponse submissionResponse;

  ExperimentResource(
      ExperimentPages pages,
      ExperimentViews views,
      SubmissionService submissionService,
      SubmissionResponse submissionResponse) {
    this.pages = pages;
    this.views = views;
    this.submissionService = submissionService;
    this.submissionResponse = submissionResponse;
  }

  @GET
  @Operation(summary = "List experiments, the newest first")
  @APIResponse(responseCode = "200", description = "A page of experiments")
  public Page<ExperimentView> experiments(
      @Parameter(description = "Only this model's", example = "mnist-cvae") @QueryParam("model")
          String model,
      @Parameter(description = "Only those in this state", example = "COMPLETED")
          @QueryParam("state")
          String state,
      @BeanParam PageQuery page) {
    RequestParameters requestParameters = new RequestParameters();
    ExperimentState wanted =
        state == null
            ? null
            : requestParameters.read("state", state, STATES, ExperimentState::valueOf);
    int size = page.limit(requestParameters);
    Position before = page.from(Position.NEWEST, Position::read, requestParameters);
    requestParameters.check();
    return pages.page(model, wanted, before, size);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Show an experiment: its state, progress, losses, scores and version")
  @APIResponse(responseCode = "200", description = "The experiment")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public ExperimentView experiment(@Parameter(example = "digits-1") @PathParam("id") String id) {
    return views.find(id).orElseThrow(() -> ExperimentViews.noExperiment(id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Submit an experiment",
      description =
          "Everything but the model has a default. The Kafka topic experiment-requested takes"
              + " the same request. Without an experimentId the registry generates one; with one,"
              + " or with an Idempotency-Key, the request is idempotent.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "ExperimentRequest"),
              examples = {
                @ExampleObject(name = "the least", value = "{\"model\": \"mnist-cvae\"}"),
                @ExampleObject(name = "more of it", value = Api.REQUEST_EXAMPLE)
              }))
  @APIResponse(
      responseCode = "202",
      description = "The request is on Kafka; Location is the experiment",
      content = @Content(schema = @Schema(implementation = ExperimentView.class)))
  @APIResponse(responseCode = "409", ref = Api.TAKEN)
  @APIResponse(responseCode = "422", ref = Api.KEY_TAKEN)
  @APIResponse(responseCode = "503", ref = Api.UNCONFIRMED)
  public Response submitExperiment(
      @Parameter(description = Api.KEY) @HeaderParam(Api.IDEMPOTENCY_KEY) String key,
      byte[] request,
      @Context UriInfo uri) {
    RequestParameters requestParameters = new RequestParameters();
    requestParameters.idempotencyKey(key);
    requestParameters.check();
    SubmissionService.PreparedRequest prepared = submissionService.prepare(request);
    if (!prepared.parseResult().isAccepted()) {
      throw ProblemException.badRequest(prepared.parseResult().violations());
    }
    return submissionResponse.accepted(submissionService.submit(prepared, key), uri);
  }
}
