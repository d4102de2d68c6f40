package dev.fidelio.registry.schedules;

import dev.fidelio.contracts.ExperimentState;
import dev.fidelio.datasets.DatasetDeclaration;
import dev.fidelio.datasets.FetchException;
import dev.fidelio.datasets.SourceUnavailableException;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.service.DeclaredDatasets;
import dev.fidelio.service.KnownNames;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges whether a schedule lets its time pass. */
@Singleton
class SkipPolicy {

  private static final Logger LOG = LoggerFactory.getLogger(SkipPolicy.class);

  /** How long a schedule's thread waits for files; other schedules need it, too. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final DeclaredDatasets datasets;
  private final KnownNames known;

  SkipPolicy(DeclaredDatasets datasets, KnownNames known) {
    this.datasets = datasets;
    this.known = known;
  }

  /**
   * The digest of what the schedule's data set holds now, if that matters and can be known: files
   * that this registry cannot read may have changed.
   */
  Optional<String> datasetDigest(Schedule schedule) {
    String name = schedule.template.path("dataset").asText(KnownNames.MNIST);
    if (!schedule.onlyIfDataChanged || !known.datasets().contains(name)) {
      return Optional.empty();
    }
    DatasetDeclaration dataset = datasets.named(name);
    try {
      long end = System.nanoTime() + LONGEST.toNanos();
      return Optional.of(dataset.currentDigest(() -> requireBefore(end)));
    } catch (FetchException | SourceUnavailableException e) {
      LOG.warn("schedule {}: whether {} has changed cannot be known", schedule.name, name, e);
      return Optional.empty();
    }
  }

  private static void requireBefore(long end) {
    if (System.nanoTime() > end) {
      throw new FetchException("its files take more than " + LONGEST);
    }
  }

  /**
   * Why it does, for a person; empty where it does not.
   *
   * @param datasetDigest the result of {@link #datasetDigest}
   */
  Optional<String> reason(Schedule schedule, Optional<String> datasetDigest) {
    Optional<String> running =
        schedule.skipWhileRunning ? running(schedule.name) : Optional.empty();
    return running.or(
        () ->
            Firing.lastTrainedDigest(schedule.name)
                .filter(trained -> datasetDigest.filter(trained::equals).isPresent())
                .map(trained -> "the data set is still the one that was trained on: " + trained));
  }

  private static Optional<String> running(String schedule) {
    return Firing.lastLaunched(schedule)
        .map(last -> last.experimentId)
        .flatMap(
            id -> {
              // An experiment without facts was only requested.
              ExperimentState state =
                  StoredExperiment.stateOf(id).orElse(ExperimentState.REQUESTED);
              return state.isFinal()
                  ? Optional.empty()
                  : Optional.of("%s has not ended: it is %s".formatted(id, state));
            });
  }
}
