package dev.fidelio.contracts;

import java.util.Optional;

/**
 * The experiment has a run in MLflow.
 *
 * @param experimentId the experiment
 * @param runId MLflow's id of the run
 * @param url the run's page
 */
public record RunTracked(String experimentId, String runId, String url) implements ExperimentFact {

  public RunTracked {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requireLabel(runId, "runId");
    Constraints.requireWebAddress(url, "url");
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.REQUESTED;
  }

  /** A run that was deleted in MLflow is made again, so the last one counts. */
  @Override
  public Optional<FactName> factName() {
    return Optional.empty();
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
