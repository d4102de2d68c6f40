package dev.fidelio.tracker;

import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplesGenerated;
import dev.fidelio.contracts.TrainingStarted;
import dev.fidelio.messaging.ReceivedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The highest state that an experiment's facts have brought it to.
 *
 * @param time when it got there
 */
record ReachedState(ExperimentState state, Instant time) {

  /** Takes one more fact into account: a state never falls, and a final one stays. */
  static void after(ReceivedEvent fact, Map<String, ReachedState> arrivals) {
    state(fact.payload())
        .ifPresent(
            state ->
                arrivals.merge(
                    fact.payload().key(),
                    new ReachedState(state, fact.message().time()),
                    (old, next) ->
                        old.state.isFinal() || old.state.compareTo(next.state) >= 0 ? old : next));
  }

  private static Optional<ExperimentState> state(Payload fact) {
    if (fact instanceof ExperimentAccepted) {
      return Optional.of(ExperimentState.QUEUED);
    } else if (fact instanceof TrainingStarted || fact instanceof EpochCompleted) {
      return Optional.of(ExperimentState.TRAINING);
    } else if (fact instanceof ModelTrained) {
      return Optional.of(ExperimentState.SAMPLING);
    } else if (fact instanceof SamplesGenerated) {
      return Optional.of(ExperimentState.EVALUATING);
    } else if (fact instanceof ModelEvaluated) {
      return Optional.of(ExperimentState.COMPLETED);
    } else if (fact instanceof ExperimentFailed) {
      return Optional.of(ExperimentState.FAILED);
    } else if (fact instanceof ExperimentCancelled) {
      return Optional.of(ExperimentState.CANCELLED);
    }
    return Optional.empty();
  }
}
