package dev.fidelio.registry.evaluations.comparison;

import dev.fidelio.registry.evaluations.comparison.TrainingView.Minimum;
import dev.fidelio.registry.history.CurveSummary;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.history.TrainingTime;
import dev.fidelio.registry.models.Version;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads how versions were trained, with three queries for any number of versions. */
@Singleton
class TrainingViews {

  /** In the order in which they are shown. */
  static final List<String> LOSSES = List.of("train_loss", "test_loss");

  private static final String THROUGHPUT = "images_per_second";
  private static final List<String> CURVES = List.of(LOSSES.get(0), LOSSES.get(1), THROUGHPUT);

  /** Versions in the order given. */
  List<TrainingView> of(List<Version> versions) {
    List<String> ids = versions.stream().map(version -> version.experimentId).toList();
    Map<String, StoredExperiment> experiments = StoredExperiment.byId(ids);
    Map<String, TrainingTime> times =
        TrainingTime.of(ids).stream()
            .collect(Collectors.toMap(TrainingTime::experimentId, Function.identity()));
    Map<String, Map<String, CurveSummary>> curves =
        CurveSummary.of(ids, CURVES).stream()
            .collect(
                Collectors.groupingBy(
                    CurveSummary::experimentId,
                    Collectors.toMap(CurveSummary::name, Function.identity())));
    return versions.stream()
        .map(
            version ->
                of(
                    version,
                    Optional.ofNullable(experiments.get(version.experimentId)),
                    Optional.ofNullable(times.get(version.experimentId)),
                    curves.getOrDefault(version.experimentId, Map.of())))
        .toList();
  }

  private static TrainingView of(
      Version version,
      Optional<StoredExperiment> experiment,
      Optional<TrainingTime> time,
      Map<String, CurveSummary> curves) {
    Map<String, Minimum> best = new LinkedHashMap<>();
    for (String loss : LOSSES) {
      Optional.ofNullable(curves.get(loss))
          .ifPresent(curve -> best.put(loss, new Minimum(curve.least(), curve.leastAt())));
    }
    return TrainingViewBuilder.builder()
        .version(version.number)
        .dataset(experiment.map(known -> known.dataset).orElse(null))
        .best(best)
        .imagesPerSecond(
            Optional.ofNullable(curves.get(THROUGHPUT)).map(CurveSummary::mean).orElse(null))
        .durationSeconds(
            time.flatMap(TrainingTime::duration).map(taken -> taken.toMillis() / 1e3).orElse(null))
        .attempts(experiment.map(known -> known.attempt).orElse(null))
        .build();
  }
}
