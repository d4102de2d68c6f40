package dev.fidelio.contracts;

/** Where an experiment is. A state never falls, in whatever order facts arrive. */
public enum ExperimentState {
  REQUESTED,
  QUEUED,
  TRAINING,
  SAMPLING,
  EVALUATING,
  COMPLETED,
  REJECTED,
  FAILED,
  CANCELLED;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return compareTo(COMPLETED) >= 0;
  }

  /** The state after a fact that says {@code next}: the higher of both, and a final one stays. */
  public ExperimentState then(ExperimentState next) {
    return isFinal() || compareTo(next) >= 0 ? this : next;
  }
}
