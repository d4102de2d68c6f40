package dev.fidelio.registry.models;

import dev.fidelio.registry.history.StoredExperiment;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The experiment's run in MLflow.
 *
 * @param runId MLflow's id of the run
 * @param url the run's page
 */
@Schema(name = "MlflowRun", description = "The experiment's run in MLflow.")
public record MlflowView(String runId, String url) {

  /** The run; null if none is tracked yet. */
  public static MlflowView of(StoredExperiment experiment) {
    return experiment.mlflowRunId == null
        ? null
        : new MlflowView(experiment.mlflowRunId, experiment.mlflowUrl);
  }
}
