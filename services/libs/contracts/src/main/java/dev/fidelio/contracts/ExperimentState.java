package dev.fidelio.contracts;

/** Where an experiment is. State never falls: of two that were heard the higher rank holds. */
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
}
