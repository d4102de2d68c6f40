package dev.fidelio.contracts;

/** The state of an experiment. It never goes back, in whatever order facts arrive. */
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

  /** The state after a fact with state {@code next}: the later of both; a final state remains. */
  public ExperimentState then(ExperimentState next) {
    return isFinal() || compareTo(next) >= 0 ? this : next;
  }
}
