package dev.fidelio.registry.rest;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Hyperparameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a model, with all that tells it from others. */
@Schema(name = "Version", description = "A trained model under its number.")
public record VersionView(
    @Schema(examples = "mnist-cvae") String model,
    @Schema(examples = "2") int version,
    @Schema(examples = "digits-1") String experimentId,
    Instant registeredAt,
    Artifact checkpoint,
    @Schema(examples = "[\"champion\"]") List<String> aliases,
    Hyperparameters hyperparameters,
    @Schema(description = "The last epoch's metrics by name, and the number of the epoch.")
        Map<String, Object> losses,
    List<ScoreView> scores,
    String datasetDigest,
    MlflowView mlflow) {}
