package dev.fidelio.registry.schedules;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.registry.history.StoredExperiment;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Judges whether a schedule lets its time pass. */
@Singleton
class Skipping {

  /** Why it does, for a person; empty where it does not. */
  Optional<String> reason(Schedule schedule) {
    return schedule.skipWhileRunning ? whileRunning(schedule.name) : Optional.empty();
  }

  private static Optional<String> whileRunning(String schedule) {
    return Firing.lastLaunched(schedule)
        .map(last -> last.experimentId)
        .flatMap(
            id -> {
              // What nobody has heard of yet was only asked for.
              ExperimentState state =
                  StoredExperiment.stateOf(id).orElse(ExperimentState.REQUESTED);
              return state.isFinal()
                  ? Optional.empty()
                  : Optional.of("%s has not ended: it is %s".formatted(id, state));
            });
  }
}
