package dev.fidelio.ingestion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.stages.Road;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an experiment needs to know of the one from which it goes on. */
final class Resuming {

  private final Decisions decisions;
  private final CommitPoints commitPoints;

  Resuming(Decisions decisions, ArtifactStore store) {
    this.decisions = decisions;
    this.commitPoints = new CommitPoints(store);
  }

  /** The experiment of that id, if it was cancelled or has failed. */
  Optional<Experiment> resumable(String experimentId) {
    return decisions
        .find(experimentId)
        .filter(Decision::isAccepted)
        .filter(decision -> hasEndedEarly(experimentId))
        .map(Decision::experiment);
  }

  /** The data set of the experiment of that id, by content, if its training was asked for. */
  Optional<String> datasetDigest(String experimentId) {
    Stream<Message> decided =
        decisions.find(experimentId).map(Decision::messages).orElse(List.of()).stream();
    Stream<Message> fetched =
        outcome(experimentId, Road.DATASET).map(CommitPoint::messages).orElse(List.of()).stream();
    return Stream.concat(decided, fetched)
        .flatMap(message -> message.payload().stream())
        .filter(TrainingRequested.class::isInstance)
        .map(training -> ((TrainingRequested) training).datasetDigest())
        .findFirst();
  }

  private boolean hasEndedEarly(String experimentId) {
    return Road.stages(true).stream()
        .flatMap(stage -> outcome(experimentId, stage).stream())
        .anyMatch(outcome -> outcome.status() != Status.DONE);
  }

  private Optional<CommitPoint> outcome(String experimentId, String stage) {
    return commitPoints.find("experiments/" + experimentId + "/" + stage + "/outcome.json");
  }
}
