package dev.fidelio.ingestion;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.AdmissionDecision;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.stages.Stages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an experiment needs to know about the one that it resumes from. */
final class ResumptionSource {

  private final AdmissionDecisions admissionDecisions;
  private final CommitPoints commitPoints;

  ResumptionSource(AdmissionDecisions admissionDecisions, ArtifactStore store) {
    this.admissionDecisions = admissionDecisions;
    this.commitPoints = new CommitPoints(store);
  }

  /** The experiment of that id, if it was cancelled or has failed. */
  Optional<Experiment> resumable(String experimentId) {
    return admissionDecisions
        .find(experimentId)
        .filter(AdmissionDecision::isAccepted)
        .filter(decision -> hasEndedEarly(experimentId))
        .map(AdmissionDecision::experiment);
  }

  /** The data set of the experiment of that id, by content, if its training was requested. */
  Optional<String> datasetDigest(String experimentId) {
    Stream<Message> decided =
        admissionDecisions
            .find(experimentId)
            .map(AdmissionDecision::messages)
            .orElse(List.of())
            .stream();
    Stream<Message> fetched =
        outcome(experimentId, Stages.DATASET).map(CommitPoint::messages).orElse(List.of()).stream();
    return Stream.concat(decided, fetched)
        .flatMap(message -> message.payload().stream())
        .filter(TrainingRequested.class::isInstance)
        .map(training -> ((TrainingRequested) training).datasetDigest())
        .findFirst();
  }

  private boolean hasEndedEarly(String experimentId) {
    return Stages.stages(true).stream()
        .flatMap(stage -> outcome(experimentId, stage).stream())
        .anyMatch(outcome -> outcome.status() != Status.DONE);
  }

  private Optional<CommitPoint> outcome(String experimentId, String stage) {
    return commitPoints.find(StoreLayout.experiment(experimentId).outcome(stage));
  }
}
