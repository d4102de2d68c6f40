package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.EvaluationFailed;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Score;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of an evaluation: scores, or the reason why there will be none.
 *
 * @param evaluation the name of the evaluation
 * @param scores empty if the evaluation failed
 * @param failure why there are no scores; null if there are
 */
public record EvaluationOutcome(
    String experimentId, String evaluation, List<Score> scores, String failure) {

  /** The outcome that a fact announces; empty if it announces none. */
  public static Optional<EvaluationOutcome> of(Payload fact) {
    if (fact instanceof ModelEvaluated evaluated) {
      return Optional.of(
          new EvaluationOutcome(
              evaluated.experimentId(), evaluated.evaluation(), evaluated.scores(), null));
    }
    if (fact instanceof EvaluationFailed failed) {
      return Optional.of(
          new EvaluationOutcome(
              failed.experimentId(), failed.evaluation(), List.of(), failed.reason()));
    }
    if (fact instanceof ExperimentFailed failed) {
      return first(failed.experimentId(), "the experiment failed: " + failed.reason());
    }
    return fact instanceof ExperimentCancelled cancelled
        ? first(cancelled.experimentId(), "the experiment was cancelled")
        : Optional.empty();
  }

  private static Optional<EvaluationOutcome> first(String experimentId, String failure) {
    return Optional.of(
        new EvaluationOutcome(experimentId, ModelEvaluated.FIRST, List.of(), failure));
  }

  /** Whether it is the one that is part of the experiment. */
  public boolean isFirst() {
    return evaluation.equals(ModelEvaluated.FIRST);
  }

  /** Stores the outcome for later decisions. */
  public void keep() {
    StoredScorecard.keep(experimentId, evaluation, scores, failure);
  }
}
