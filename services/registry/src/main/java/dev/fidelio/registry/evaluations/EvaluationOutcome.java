package dev.fidelio.registry.evaluations;

import dev.fidelio.contracts.ExperimentFact;
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
    OutcomeReader outcomeReader = new OutcomeReader();
    if (fact instanceof ExperimentFact experimentFact) {
      experimentFact.accept(outcomeReader);
    }
    return outcomeReader.outcome();
  }

  /** Whether it is the one that is part of the experiment. */
  public boolean isFirst() {
    return ModelEvaluated.isFirst(evaluation);
  }

  /** Stores the outcome for later decisions. */
  public void keep() {
    StoredScorecard.keep(experimentId, evaluation, scores, failure);
  }
}
