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
 * That an evaluation of an experiment's model has come, or never will.
 *
 * @param evaluation the name of the evaluation
 * @param scores none where it never will come
 * @param failure why it never will; null where it has come
 */
public record EvaluationOutcome(
    String experimentId, String evaluation, List<Score> scores, String failure) {

  /** What a fact says about that; empty for nothing. */
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

  /** Keeps it for the decisions that look at it. */
  public void keep() {
    StoredScorecard.keep(experimentId, evaluation, scores, failure);
  }
}
