package dev.fidelio.registry.models;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Hyperparameters;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a model. */
@Schema(name = "Version", description = "A trained model under its number.")
@RecordBuilder
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
    MlflowView mlflow,
    @Schema(description = "Absent where it is not archived.") Archival archived) {

  /** The archiving of a version. */
  @Schema(name = "Archived", description = "The archiving of a version.")
  public record Archival(@Schema(examples = "ada") String by, String reason, Instant at) {

    static Archival of(Version version) {
      return version.archivedAt == null
          ? null
          : new Archival(version.archivedBy, version.archivedReason, version.archivedAt);
    }
  }
}
