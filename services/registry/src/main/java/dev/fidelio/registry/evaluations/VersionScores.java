package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Score;
import dev.fidelio.registry.history.StoredScore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A version's scores.
 *
 * @param byEvaluation the scores of each successful evaluation
 */
public record VersionScores(Map<String, List<Score>> byEvaluation) {

  public VersionScores {
    byEvaluation = new TreeMap<>(byEvaluation);
    byEvaluation.values().removeIf(List::isEmpty);
  }

  /** The names of the evaluations. */
  public Set<String> evaluations() {
    return byEvaluation.keySet();
  }

  /** The scores that the history holds of an experiment's model. */
  public static VersionScores inHistory(String experimentId) {
    return new VersionScores(
        StoredScore.ofExperiments(List.of(experimentId)).stream()
            .collect(
                Collectors.groupingBy(
                    stored -> stored.evaluation,
                    Collectors.mapping(StoredScore::score, Collectors.toList()))));
  }

  /** All scores, those of the first evaluation first. */
  public Stream<Score> all() {
    return Stream.concat(
        byEvaluation.getOrDefault(ModelEvaluated.FIRST, List.of()).stream(),
        byEvaluation.entrySet().stream()
            .filter(card -> !card.getKey().equals(ModelEvaluated.FIRST))
            .flatMap(card -> card.getValue().stream()));
  }

  /** The names of all metrics, for a person. */
  public String metrics() {
    List<String> metrics =
        byEvaluation.values().stream()
            .flatMap(List::stream)
            .map(score -> score.metric() + " by " + score.extractor())
            .distinct()
            .sorted()
            .toList();
    return metrics.isEmpty() ? "no score" : String.join(", ", metrics);
  }
}
