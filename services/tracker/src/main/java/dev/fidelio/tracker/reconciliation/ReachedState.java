package dev.fidelio.tracker.reconciliation;

import dev.fidelio.contracts.ExperimentFact;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.messaging.ReceivedEvent;
import java.time.Instant;
import java.util.Map;

/**
 * The highest state that an experiment has reached.
 *
 * @param time when it was reached
 */
record ReachedState(ExperimentState state, Instant time) {

  /** The state after one more fact: it never falls, and a final one stays. */
  static void after(ReceivedEvent fact, Map<String, ReachedState> arrivals) {
    if (fact.payload() instanceof ExperimentFact experimentFact && hasRun(experimentFact)) {
      arrivals.merge(
          experimentFact.experimentId(),
          new ReachedState(experimentFact.state(), fact.message().time()),
          (old, next) -> old.state.then(next.state) == old.state ? old : next);
    }
  }

  /** A rejected request has no run in MLflow. */
  private static boolean hasRun(ExperimentFact fact) {
    return fact.state() != ExperimentState.REJECTED && fact.state() != ExperimentState.REQUESTED;
  }
}
