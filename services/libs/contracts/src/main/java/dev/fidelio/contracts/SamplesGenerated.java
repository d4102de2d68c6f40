package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/**
 * An evaluation set is drawn.
 *
 * @param experimentId the experiment
 * @param attempt the number of the claim under which this was done, from 1
 * @param evaluation name of the evaluation
 * @param samples images
 * @param seed from which the latents were drawn
 * @param artifacts images, labels and the picture grid
 */
@RecordBuilder
public record SamplesGenerated(
    String experimentId,
    int attempt,
    String evaluation,
    int samples,
    long seed,
    List<Artifact> artifacts)
    implements ExperimentFact {

  public SamplesGenerated {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePositive(attempt, "attempt");
    Constraints.requireName(evaluation, "evaluation");
    Constraints.requireNotNegative(samples, "samples");
    Constraints.requireNotNegative(seed, "seed");
    artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
  }

  @Override
  public ExperimentState state() {
    return ModelEvaluated.isFirst(evaluation)
        ? ExperimentState.EVALUATING
        : ExperimentState.REQUESTED;
  }

  @Override
  public Optional<FactName> factName() {
    return Optional.of(FactName.of("sampling/" + evaluation));
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
