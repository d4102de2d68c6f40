package dev.fidelio.registry.experiments;

import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.registry.history.StoredArtifact;
import dev.fidelio.registry.history.StoredPoint;
import dev.fidelio.registry.http.Api;
import dev.fidelio.registry.http.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The curves and checkpoints of an experiment. */
@Path("/api/v1/experiments/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = Api.EXPERIMENTS)
public class CurveResource {

  private final ExperimentViews views;

  CurveResource(ExperimentViews views) {
    this.views = views;
  }

  /**
   * The weights and the optimiser's state after an epoch.
   *
   * @param name path below the experiment's artifacts
   * @param digest SHA-256 of the bytes
   * @param size bytes
   * @param epoch the epoch
   */
  @Schema(name = "Checkpoint", description = "Weights and optimiser state after an epoch.")
  public record CheckpointView(
      @Schema(examples = "checkpoints/epoch-0005.safetensors") String name,
      String digest,
      long size,
      int epoch) {}

  @GET
  @Path("/metrics")
  @Operation(summary = "Show the curves of an experiment, one point for each epoch")
  @APIResponse(responseCode = "200", description = "The points, by name and step")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Page<MetricPoint> metrics(
      @Parameter(example = "digits-1") @PathParam("id") String id,
      @Parameter(description = "Only this curve", example = "test_loss") @QueryParam("name")
          String name) {
    check(id);
    List<StoredPoint> points =
        name == null ? StoredPoint.ofExperiment(id) : StoredPoint.ofExperiment(id, name);
    return Page.whole(
        points.stream()
            .map(point -> new MetricPoint(point.name, point.step, point.value, point.measuredAt))
            .toList());
  }

  @GET
  @Path("/checkpoints")
  @Operation(summary = "List the checkpoints of an experiment, by epoch")
  @APIResponse(responseCode = "200", description = "The checkpoints")
  @APIResponse(responseCode = "404", ref = Api.MISSING)
  public Page<CheckpointView> checkpoints(
      @Parameter(example = "digits-1") @PathParam("id") String id) {
    check(id);
    return Page.whole(
        StoredArtifact.checkpointsOf(id).stream()
            .map(file -> new CheckpointView(file.name, file.digest, file.size, file.epoch))
            .toList());
  }

  private void check(String id) {
    if (views.find(id).isEmpty()) {
      throw ExperimentViews.noExperiment(id);
    }
  }
}
