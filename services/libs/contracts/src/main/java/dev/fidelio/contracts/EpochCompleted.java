package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One more epoch is committed.
 *
 * @param experimentId the experiment
 * @param attempt the number of the claim under which this was done, from 1
 * @param epoch its number, from 1
 * @param epochs how many there will be
 * @param checkpoint weights and optimiser state after it
 * @param previousCheckpoint digest of the checkpoint before; absent for the first
 * @param metrics every point since the epoch before
 */
@RecordBuilder
public record EpochCompleted(
    String experimentId,
    int attempt,
    int epoch,
    int epochs,
    Artifact checkpoint,
    String previousCheckpoint,
    List<MetricPoint> metrics)
    implements ExperimentFact {

  public EpochCompleted {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePositive(attempt, "attempt");
    Constraints.requirePositive(epoch, "epoch");
    Constraints.requirePositive(epochs, "epochs");
    Objects.requireNonNull(checkpoint, "checkpoint");
    Constraints.optional(previousCheckpoint, "previousCheckpoint", Constraints::requireDigest);
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.TRAINING;
  }

  @Override
  public Optional<FactName> factName() {
    return Optional.of(new FactName("epoch", epoch));
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
