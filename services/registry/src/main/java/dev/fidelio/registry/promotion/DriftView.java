package dev.fidelio.registry.promotion;

import dev.fidelio.registry.history.StoredDrift;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One drift. */
@Schema(
    name = "Drift",
    description = "An alias that differed in MLflow from the registry's decision.")
@RecordBuilder
public record DriftView(
    @Schema(examples = "champion") String alias,
    @Schema(examples = "2", description = "Absent where there should be no such alias.")
        Integer expected,
    @Schema(examples = "1", description = "Absent where it was no version of this registry.")
        Integer found,
    @Schema(examples = "4", description = "MLflow's own number; absent where it had no alias.")
        String foundInMlflow,
    @Schema(description = "When it was detected.") Instant at,
    @Schema(description = "When it was corrected; absent until then.") Instant mendedAt) {

  static DriftView of(StoredDrift drift) {
    return DriftViewBuilder.builder()
        .alias(drift.alias)
        .expected(drift.expected)
        .found(drift.found)
        .foundInMlflow(drift.foundInMlflow)
        .at(drift.driftedAt)
        .mendedAt(drift.mendedAt)
        .build();
  }
}
