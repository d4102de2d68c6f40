package dev.fidelio.registry.evaluations.comparison;

import dev.fidelio.contracts.Json;
import dev.fidelio.registry.evaluations.comparison.TrainingView.Minimum;
import dev.fidelio.registry.models.VersionView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One property of all versions. */
@Schema(description = "One property of all versions.")
public record ComparisonRow(
    @Schema(
            examples = "hyperparameters",
            description = "hyperparameters, data, losses, scores or training.")
        String part,
    @Schema(examples = "epochs") String name,
    @Schema(description = "In the order of the versions; null where one has none.")
        List<Object> values,
    boolean differs,
    @Schema(description = "Why there are no values to compare.") String note) {

  /** The whole table: part after part, in each what differs first. */
  static List<ComparisonRow> of(
      List<VersionView> versions, List<TrainingView> trainings, List<ComparedScores> scores) {
    List<ComparisonRow> rows = new ArrayList<>();
    rows.addAll(differingFirst(hyperparameters(versions)));
    rows.addAll(
        differingFirst(
            List.of(
                row("data", "dataset", trainings, TrainingView::dataset),
                row("data", "digest", versions, VersionView::datasetDigest))));
    rows.addAll(differingFirst(losses(versions, trainings)));
    rows.addAll(differingFirst(scores(versions, scores)));
    rows.addAll(
        differingFirst(
            List.of(
                row("training", "images_per_second", trainings, TrainingView::imagesPerSecond),
                row("training", "duration_seconds", trainings, TrainingView::durationSeconds),
                row("training", "attempts", trainings, TrainingView::attempts),
                row("training", "checkpoint_bytes", versions, one -> one.checkpoint().size()))));
    return rows;
  }

  private static List<ComparisonRow> hyperparameters(List<VersionView> versions) {
    List<Map<String, Object>> each =
        versions.stream().map(version -> fields(version.hyperparameters())).toList();
    return names(each).stream()
        .map(name -> row("hyperparameters", name, each, one -> one.get(name)))
        .toList();
  }

  /** The last epoch's, then the least of those that count. */
  private static List<ComparisonRow> losses(
      List<VersionView> versions, List<TrainingView> trainings) {
    List<Map<String, Object>> last =
        versions.stream()
            .map(version -> Optional.ofNullable(version.losses()).orElse(Map.of()))
            .toList();
    List<ComparisonRow> rows = new ArrayList<>();
    names(last).stream()
        .filter(name -> name.equals("epoch") || name.matches("(train|test)_.*"))
        .forEach(name -> rows.add(row("losses", name, last, one -> one.get(name))));
    for (String loss : TrainingViews.LOSSES) {
      List<Optional<Minimum>> best =
          trainings.stream().map(one -> Optional.ofNullable(one.best().get(loss))).toList();
      rows.add(row("losses", "best_" + loss, best, one -> one.map(Minimum::value).orElse(null)));
      rows.add(
          row(
              "losses",
              "best_" + loss + "_epoch",
              best,
              one -> one.map(Minimum::epoch).orElse(null)));
    }
    return rows;
  }

  private static List<ComparisonRow> scores(
      List<VersionView> versions, List<ComparedScores> shared) {
    List<ComparisonRow> rows = new ArrayList<>();
    Set<String> metrics = ComparedScores.metrics(versions);
    for (ComparedScores score : shared) {
      rows.add(row("scores", score.conditions().metric(), score.values(), Function.identity()));
      metrics.remove(score.conditions().metric());
    }
    for (String metric : metrics) {
      String why = String.join(", ", ComparedScores.notComparable(metric, versions));
      List<Object> none = versions.stream().<Object>map(version -> null).toList();
      rows.add(new ComparisonRow("scores", metric, none, true, "not comparable: " + why));
    }
    return rows;
  }

  private static <T> ComparisonRow row(
      String part, String name, List<T> each, Function<T, ?> value) {
    List<Object> values = each.stream().<Object>map(value).toList();
    return new ComparisonRow(part, name, values, Differences.differ(values), null);
  }

  private static List<ComparisonRow> differingFirst(List<ComparisonRow> rows) {
    return rows.stream().sorted(Comparator.comparing(row -> !row.differs())).toList();
  }

  private static Set<String> names(Collection<Map<String, Object>> each) {
    Set<String> names = new LinkedHashSet<>();
    each.forEach(one -> names.addAll(one.keySet()));
    return names;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object record) {
    return record == null ? Map.of() : Json.mapper().convertValue(record, Map.class);
  }
}
