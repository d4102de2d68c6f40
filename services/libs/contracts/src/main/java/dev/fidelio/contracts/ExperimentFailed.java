package dev.fidelio.contracts;

import java.util.Objects;
import java.util.Optional;

/**
 * An experiment cannot be finished.
 *
 * @param experimentId the experiment
 * @param stage where it failed
 * @param attempt the number of the claim under which this was done, from 1
 * @param reason why, for a person
 */
public record ExperimentFailed(String experimentId, String stage, int attempt, String reason)
    implements ExperimentFact {

  public ExperimentFailed {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePath(stage, "stage");
    Constraints.requirePositive(attempt, "attempt");
    Objects.requireNonNull(reason, "reason");
    reason = Texts.forPeople(reason);
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.FAILED;
  }

  @Override
  public Optional<FactName> factName() {
    return Optional.of(FactName.of("end"));
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
