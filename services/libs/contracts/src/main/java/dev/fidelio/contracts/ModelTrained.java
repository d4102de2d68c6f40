package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The training is done.
 *
 * @param experimentId the experiment
 * @param attempt the number of the claim under which this was done, from 1
 * @param model the model that gets a version
 * @param datasetDigest what it was trained on
 * @param checkpoint the model
 * @param artifacts what else was made, such as {@code plots/losses.png}
 */
@RecordBuilder
public record ModelTrained(
    String experimentId,
    int attempt,
    String model,
    String datasetDigest,
    Artifact checkpoint,
    List<Artifact> artifacts)
    implements ExperimentFact {

  public ModelTrained {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePositive(attempt, "attempt");
    Constraints.requireName(model, "model");
    Constraints.requireDigest(datasetDigest, "datasetDigest");
    Objects.requireNonNull(checkpoint, "checkpoint");
    artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.SAMPLING;
  }

  @Override
  public Optional<FactName> factName() {
    return Optional.of(FactName.of("training"));
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
