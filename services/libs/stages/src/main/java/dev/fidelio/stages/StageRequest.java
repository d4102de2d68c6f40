package dev.fidelio.stages;

import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.Request;

/**
 * A request, and the stage of its experiment that it starts.
 *
 * @param stage such as {@code training} or {@code sampling/default}
 */
record StageRequest<R extends Request>(R request, String stage) {

  String experimentId() {
    return request.experiment().experimentId();
  }

  /** The experiment's folder in the store. */
  ExperimentFolder folder() {
    return StoreLayout.experiment(experimentId());
  }

  /** Whether a cancellation of the experiment ends this stage. */
  boolean isCancellable() {
    return Stages.isRequired(stage);
  }

  @Override
  public String toString() {
    return stage + " of " + experimentId();
  }
}
