package dev.fidelio.registry.evaluations.comparison;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a version was trained. */
@Schema(name = "Training", description = "How a version was trained. Unknown values are absent.")
@RecordBuilder
public record TrainingView(
    @Schema(examples = "2") int version,
    @Schema(examples = "mnist", description = "The name of the data set.") String dataset,
    @Schema(description = "Least losses, by the name of the loss.") Map<String, Minimum> best,
    @Schema(description = "The mean over the epochs.") Double imagesPerSecond,
    @Schema(
            description =
                "From the first attempt to the model, with whatever lay between the attempts.")
        Double durationSeconds,
    @Schema(description = "The highest claim of any of its stages.") Integer attempts) {

  /**
   * The least value of a curve.
   *
   * @param epoch the epoch, from 1
   */
  @Schema(name = "Least", description = "The least value of a curve, and its epoch.")
  public record Minimum(double value, int epoch) {}
}
