package dev.fidelio.contracts;

import java.util.List;
import java.util.Objects;

/**
 * A model is scored.
 *
 * @param experimentId the experiment
 * @param attempt the number of the claim under which this was done, from 1
 * @param evaluation name of the evaluation
 * @param scores the scores
 */
public record ModelEvaluated(
    String experimentId, int attempt, String evaluation, List<Score> scores)
    implements ExperimentFact {

  public ModelEvaluated {
    Objects.requireNonNull(experimentId, "experimentId");
    Objects.requireNonNull(evaluation, "evaluation");
    scores = scores == null ? List.of() : List.copyOf(scores);
  }
}
