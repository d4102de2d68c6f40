package dev.fidelio.contracts;

import java.util.Objects;
import java.util.Optional;

/**
 * A model could not be scored again. Its experiment stays what it is.
 *
 * @param experimentId the experiment
 * @param stage where it failed: {@code sampling/…} or {@code evaluation/…}
 * @param attempt the number of the claim under which this was done, from 1
 * @param evaluation name of the evaluation, never {@code default}
 * @param reason why, for a person
 */
public record EvaluationFailed(
    String experimentId, String stage, int attempt, String evaluation, String reason)
    implements ExperimentFact {

  public EvaluationFailed {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePath(stage, "stage");
    Constraints.requirePositive(attempt, "attempt");
    Constraints.requireName(evaluation, "evaluation");
    Objects.requireNonNull(reason, "reason");
    reason = Texts.forPeople(reason);
  }

  /**
   * What the failure of an evaluation means. The first one is part of its experiment, which fails
   * with it.
   */
  public static ExperimentFact of(
      String experimentId, String stage, int attempt, String evaluation, String reason) {
    return ModelEvaluated.isFirst(evaluation)
        ? new ExperimentFailed(experimentId, stage, attempt, reason)
        : new EvaluationFailed(experimentId, stage, attempt, evaluation, reason);
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.REQUESTED;
  }

  @Override
  public Optional<FactName> factName() {
    return Optional.of(FactName.of("evaluation/" + evaluation));
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
