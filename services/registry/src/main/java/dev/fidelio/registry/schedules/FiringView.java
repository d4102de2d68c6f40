package dev.fidelio.registry.schedules;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.promotion.PromotionRequest;
import dev.fidelio.registry.promotion.PromotionRequestView;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A firing, and the state of the experiment that it requested. */
@Schema(name = "Firing", description = "One time at which a schedule was due or triggered.")
@RecordBuilder
public record FiringView(
    @Schema(description = "The time that it was due at, the first of several that had gone by.")
        Instant planned,
    Instant fired,
    @Schema(
            examples = "planned",
            description = "planned; catch-up, where the time had gone by unused; or manual.")
        String kind,
    @Schema(examples = "nightly-20260102-020000") String experiment,
    @Schema(description = "The state of the experiment.") ExperimentState state,
    @Schema(description = "The model version that the experiment has become.") Integer version,
    @Schema(description = "The automatic promotion in the request, and its result.")
        PromotionRequestView promotion,
    @Schema(description = "Why no experiment was requested.") String skipped) {

  static List<FiringView> of(List<Firing> firings) {
    List<String> ids =
        firings.stream().map(firing -> firing.experimentId).filter(Objects::nonNull).toList();
    Map<String, StoredExperiment> experiments = StoredExperiment.byId(ids);
    Map<String, Integer> versions = Version.numbersOf(ids);
    Map<String, PromotionRequest> challenges = PromotionRequest.ofExperiments(ids);
    return firings.stream()
        .map(
            firing ->
                FiringViewBuilder.builder()
                    .planned(firing.plannedAt)
                    .fired(firing.firedAt)
                    .kind(firing.kind.name().toLowerCase().replace('_', '-'))
                    .experiment(firing.experimentId)
                    .state(state(firing, experiments))
                    .version(versions.get(firing.experimentId))
                    .promotion(
                        Optional.ofNullable(challenges.get(firing.experimentId))
                            .map(PromotionRequestView::of)
                            .orElse(null))
                    .skipped(firing.skipped)
                    .build())
        .toList();
  }

  private static ExperimentState state(Firing firing, Map<String, StoredExperiment> experiments) {
    if (firing.experimentId == null) {
      return null;
    }
    StoredExperiment stored = experiments.get(firing.experimentId);
    return stored == null ? ExperimentState.REQUESTED : stored.state;
  }
}
