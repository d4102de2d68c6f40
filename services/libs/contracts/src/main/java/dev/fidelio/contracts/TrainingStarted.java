package dev.fidelio.contracts;

import java.util.Map;
import java.util.Optional;

/**
 * A worker has claimed the training.
 *
 * @param experimentId the experiment
 * @param attempt the number of the claim under which this was done, from 1
 * @param fromEpoch the last epoch that earlier attempts have committed, 0 for none
 * @param environment what the weights depend on beside the request: build, processor, device,
 *     threads
 */
public record TrainingStarted(
    String experimentId, int attempt, int fromEpoch, Map<String, String> environment)
    implements ExperimentFact {

  public TrainingStarted {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePositive(attempt, "attempt");
    Constraints.requireNotNegative(fromEpoch, "fromEpoch");
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    Constraints.requireTags(environment, "environment");
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.TRAINING;
  }

  @Override
  public Optional<FactName> factName() {
    return Optional.of(new FactName("attempt", attempt));
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
