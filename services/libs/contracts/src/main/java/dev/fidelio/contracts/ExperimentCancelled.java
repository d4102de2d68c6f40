package dev.fidelio.contracts;

import java.util.Optional;

/**
 * An experiment was cancelled; what it had produced is kept.
 *
 * @param experimentId the experiment
 * @param stage the first stage that will not be done
 * @param reason why, in the words of the requester; may be absent
 */
public record ExperimentCancelled(String experimentId, String stage, String reason)
    implements ExperimentFact {

  public ExperimentCancelled {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePath(stage, "stage");
    reason = Texts.forPeople(reason);
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.CANCELLED;
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
