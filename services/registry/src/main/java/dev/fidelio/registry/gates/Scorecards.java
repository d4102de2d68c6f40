package dev.fidelio.registry.gates;

import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Score;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A version's scores.
 *
 * @param byEvaluation the scores of each evaluation that came out well
 */
public record Scorecards(Map<String, List<Score>> byEvaluation) {

  public Scorecards {
    byEvaluation = new TreeMap<>(byEvaluation);
    byEvaluation.values().removeIf(List::isEmpty);
  }

  /** The names of the evaluations. */
  public Set<String> evaluations() {
    return byEvaluation.keySet();
  }

  /** The scores that a gate looks at, that of the first evaluation first. */
  List<Score> of(Gate gate) {
    return Stream.concat(
            byEvaluation.getOrDefault(ModelEvaluated.FIRST, List.of()).stream(),
            byEvaluation.entrySet().stream()
                .filter(card -> !card.getKey().equals(ModelEvaluated.FIRST))
                .flatMap(card -> card.getValue().stream()))
        .filter(score -> score.metric().equals(gate.score()))
        .filter(score -> gate.extractor() == null || score.extractor().equals(gate.extractor()))
        .toList();
  }

  /** The names of all metrics, for a person. */
  String metrics() {
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
