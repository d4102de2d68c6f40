package dev.fidelio.registry.evaluations.comparison;

import dev.fidelio.contracts.Comparability;
import dev.fidelio.registry.models.ScoreView;
import dev.fidelio.registry.models.VersionView;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One metric of all versions, under conditions that all of them share. */
@Schema(description = "One metric of all versions, in their order.")
public record ComparedScores(Comparability conditions, List<Double> values) {

  /** What every version has; the first evaluation's where a version has several. */
  static List<ComparedScores> of(List<VersionView> versions) {
    List<Map<Comparability, Double>> each =
        versions.stream()
            .map(
                version -> {
                  Map<Comparability, Double> values = new LinkedHashMap<>();
                  version.scores().forEach(s -> values.putIfAbsent(s.comparability(), s.value()));
                  return values;
                })
            .toList();
    return each.get(0).keySet().stream()
        .filter(conditions -> each.stream().allMatch(one -> one.containsKey(conditions)))
        .map(
            conditions ->
                new ComparedScores(
                    conditions, each.stream().map(one -> one.get(conditions)).toList()))
        .toList();
  }

  /** Every metric that any version has, in the order in which they come. */
  static Set<String> metrics(List<VersionView> versions) {
    Set<String> metrics = new LinkedHashSet<>();
    versions.forEach(version -> version.scores().forEach(score -> metrics.add(score.metric())));
    return metrics;
  }

  /**
   * Why a metric that they do not share is not comparable: the conditions that differ, or {@code
   * scores} where a version lacks it.
   */
  static List<String> notComparable(String metric, List<VersionView> versions) {
    List<Map<String, Object>> each =
        versions.stream()
            .map(
                version ->
                    version.scores().stream()
                        .filter(score -> score.metric().equals(metric))
                        .findFirst()
                        .map(ScoreView::conditions)
                        .orElse(Map.of()))
            .toList();
    return each.contains(Map.<String, Object>of()) ? List.of("scores") : Differences.names(each);
  }
}
