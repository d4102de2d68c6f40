package dev.fidelio.registry.models;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Hyperparameters;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Everything needed to use a version's weights outside Fidelio. */
@Schema(
    name = "ModelCard",
    description = "What a version's weights are, and how to decode with them.")
@RecordBuilder
public record CardView(
    @Schema(examples = "mnist-cvae") String model,
    @Schema(examples = "2") int version,
    @Schema(examples = "digits-1") String experimentId,
    Instant registeredAt,
    @Schema(description = "The safetensors file, by its SHA-256.") Artifact weights,
    NetworkView architecture,
    Hyperparameters hyperparameters,
    @Schema(description = "The data set that it was trained on.") String datasetDigest,
    @Schema(description = "The last epoch's metrics by name, and the number of the epoch.")
        Map<String, Object> losses,
    List<ScoreView> scores,
    @Schema(
            description =
                "Python that decodes samples.npz with model.safetensors, with NumPy and safetensors"
                    + " alone.")
        String decode) {

  static CardView of(VersionView version, NetworkView architecture, String decode) {
    return CardViewBuilder.builder()
        .model(version.model())
        .version(version.version())
        .experimentId(version.experimentId())
        .registeredAt(version.registeredAt())
        .weights(version.checkpoint())
        .architecture(architecture)
        .hyperparameters(version.hyperparameters())
        .datasetDigest(version.datasetDigest())
        .losses(version.losses())
        .scores(version.scores())
        .decode(decode)
        .build();
  }
}
