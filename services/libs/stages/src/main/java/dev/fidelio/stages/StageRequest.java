package dev.fidelio.stages;

import dev.fidelio.contracts.Request;

/**
 * A request, and the stage of its experiment that it asks for.
 *
 * @param stage such as {@code training} or {@code sampling/default}
 */
record StageRequest<R extends Request>(R request, String stage) {

  String experimentId() {
    return request.experiment().experimentId();
  }

  /** The experiment's folder in the store. */
  String experiment() {
    return "experiments/" + experimentId();
  }

  /** The stage's folder in the store. */
  String folder() {
    return experiment() + "/" + stage;
  }

  /** Whether the experiment is not done before this is, so that a cancellation reaches it. */
  boolean isOnRoad() {
    return Stages.has(stage);
  }

  @Override
  public String toString() {
    return stage + " of " + experimentId();
  }
}
