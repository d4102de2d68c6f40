package dev.fidelio.registry.evaluations.comparison;

import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.FileAnswer;
import dev.fidelio.registry.http.RequestParameters;
import dev.fidelio.registry.http.WorkLimit;
import dev.fidelio.registry.models.ModelLookup;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.models.VersionViews;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Compares versions of a model. */
@Path("/api/v1/models/{model}")
@Tag(name = Api.MODELS)
public class ComparisonResource {

  private static final int MOST = 20;
  private static final String NUMBERS = "2 to 20 different numbers with commas between";
  private static final String PNG = "image/png";

  private final VersionViews versions;
  private final TrainingViews trainings;
  private final ComparisonPicture picture;

  private final CurrentVertxRequest current;

  /** A picture of twenty versions takes some 20 MB of heap while it is drawn. */
  private final WorkLimit workLimit = new WorkLimit(1, 15);

  ComparisonResource(
      VersionViews versions,
      TrainingViews trainings,
      ComparisonPicture picture,
      CurrentVertxRequest current) {
    this.versions = versions;
    this.trainings = trainings;
    this.picture = picture;
    this.current = current;
  }

  @GET
  @Path("/compare")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Compare versions of a model",
      description =
          "Hyperparameters, losses, scores and training of several versions, what differs"
              + " between them, and whether their scores are comparable. Available as JSON, as CSV"
              + " (compare.csv, or Accept: text/csv) and as a picture of the loss curves and samples"
              + " (compare.png, or Accept: image/png).")
  @APIResponse(
      responseCode = "200",
      description = "The comparison",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ComparisonView.class)),
        @Content(mediaType = ComparisonCsv.MEDIA_TYPE),
        @Content(mediaType = PNG)
      })
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public ComparisonView compare(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(description = NUMBERS, example = "1,2", required = true) @QueryParam("versions")
          String numbers) {
    List<Version> compared = versions(model, numbers);
    return ComparisonView.of(model, versions.of(model, compared), trainings.of(compared));
  }

  @GET
  @Path("/compare")
  @Produces(ComparisonCsv.MEDIA_TYPE)
  @Operation(hidden = true)
  public String table(@PathParam("model") String model, @QueryParam("versions") String numbers) {
    return ComparisonCsv.of(compare(model, numbers));
  }

  @GET
  @Path("/compare.csv")
  @Produces(ComparisonCsv.MEDIA_TYPE)
  @Operation(summary = "Compare versions of a model: a line for each property")
  @APIResponse(responseCode = "200", description = "The comparison")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public String csv(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(description = NUMBERS, example = "1,2", required = true) @QueryParam("versions")
          String numbers) {
    return table(model, numbers);
  }

  @GET
  @Path("/compare")
  @Produces(PNG)
  @Operation(hidden = true)
  public Response curves(
      @PathParam("model") String model,
      @QueryParam("versions") String numbers,
      @Context Request request,
      @Context HttpHeaders headers) {
    RoutingContext call = current.getCurrent();
    byte[] png =
        workLimit.call(call, () -> picture.png(versions.of(model, versions(model, numbers))));
    return FileAnswer.of(png, PNG, call).to(request, headers).build();
  }

  @GET
  @Path("/compare.png")
  @Produces(PNG)
  @Operation(summary = "Compare versions of a model: their loss curves and samples")
  @APIResponse(
      responseCode = "200",
      description = "The picture",
      content = @Content(mediaType = PNG))
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Response png(
      @Parameter(example = "mnist-cvae") @PathParam("model") String model,
      @Parameter(description = NUMBERS, example = "1,2", required = true) @QueryParam("versions")
          String numbers,
      @Context Request request,
      @Context HttpHeaders headers) {
    return curves(model, numbers, request, headers);
  }

  private static List<Version> versions(String model, String text) {
    RequestParameters requestParameters = new RequestParameters();
    List<Integer> numbers =
        requestParameters.read("versions", text, NUMBERS, ComparisonResource::numbers);
    requestParameters.check();
    ModelLookup.requireModel(model);
    Map<Integer, Version> found = Version.numbered(model, numbers);
    return numbers.stream()
        .map(
            number -> {
              if (!found.containsKey(number)) {
                throw ModelLookup.noVersion(model, number);
              }
              return found.get(number);
            })
        .toList();
  }

  private static List<Integer> numbers(String text) {
    List<Integer> numbers =
        Arrays.stream(text.split(",", -1)).map(String::strip).map(Integer::valueOf).toList();
    long different = numbers.stream().distinct().count();
    return different == numbers.size() && different >= 2 && different <= MOST ? numbers : null;
  }
}
