package dev.fidelio.registry.evaluations;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.RemovedFiles;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.TransientException;
import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.history.HistoryLag;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.models.Model;
import dev.fidelio.registry.models.Version;
import dev.fidelio.registry.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Requests further evaluations of models, each under its own name; scores are never replaced. */
@Singleton
public class EvaluationService {

  private final Outbox outbox;
  private final RemovedFiles removed;
  private final HistoryLag historyLag;
  private final Clock clock;

  EvaluationService(Outbox outbox, ArtifactStore store, HistoryLag historyLag, Clock clock) {
    this.outbox = outbox;
    this.removed = new RemovedFiles(store);
    this.historyLag = historyLag;
    this.clock = clock;
  }

  /**
   * Requests samples of a version and their scores, through the outbox. A request that was made
   * before, under the same key or name, is not sent again.
   *
   * @param name of the evaluation; null to generate one
   * @param key what the caller calls its request; null for nothing
   * @throws RefusedException if another request has the name, the experiment is unknown, or the
   *     checkpoint was deleted
   */
  @Transactional
  public RequestedEvaluation evaluate(
      Version version, String name, Evaluation evaluation, String key) {
    // Of two calls at once the second finds what the first has stored.
    Model.locked(version.model);
    Optional<RequestedEvaluation> earlier =
        key == null ? Optional.empty() : RequestedEvaluation.keyed(version.experimentId, key);
    if (earlier.isPresent()) {
      boolean isSame =
          earlier.get().request.equals(evaluation)
              && (name == null || name.equals(earlier.get().name));
      if (!isSame) {
        throw RefusedException.keyTaken("evaluation " + earlier.get().name);
      }
      return earlier.get();
    }
    String unused = evaluation.extractor() + "-" + UUID.randomUUID().toString().substring(0, 8);
    RequestedEvaluation asked = asked(version, name == null ? unused : name, evaluation);
    Optional<RequestedEvaluation> before =
        RequestedEvaluation.named(asked.experimentId, asked.name);
    boolean isOther = before.filter(other -> !other.request.equals(evaluation)).isPresent();
    if (isOther || ModelEvaluated.isFirst(asked.name)) {
      throw new RefusedException(
          Reason.TAKEN, "another evaluation of this version is named " + asked.name);
    }
    if (before.isPresent()) {
      return before.get();
    }
    requireKept(version);
    asked.idempotencyKey = key;
    send(version, asked);
    return asked;
  }

  private void requireKept(Version version) {
    String name = StoreLayout.experiment(version.experimentId).path(version.checkpointName);
    if (removed.of(name).isPresent()) {
      throw new RefusedException(
          Reason.STATE,
          "the checkpoint of version %d of %s was deleted"
              .formatted(version.number, version.model));
    }
  }

  /**
   * Requests samples of a version and their scores in the caller's transaction. An identical
   * request is not published again.
   *
   * @throws RefusedException if the history does not know the experiment
   * @throws TransientException if it does not know it yet
   */
  public void ask(Version version, String name, Evaluation evaluation) {
    if (RequestedEvaluation.named(version.experimentId, name).isEmpty()) {
      requireHistory(version.experimentId);
      send(version, asked(version, name, evaluation));
    }
  }

  private void requireHistory(String experimentId) {
    if (StoredExperiment.findByIdOptional(experimentId).isEmpty() && !historyLag.isNone()) {
      throw new TransientException("the history has not reached " + experimentId + " yet");
    }
  }

  private RequestedEvaluation asked(Version version, String name, Evaluation evaluation) {
    RequestedEvaluation asked = new RequestedEvaluation();
    asked.experimentId = version.experimentId;
    asked.name = name;
    asked.request = evaluation;
    // As the database keeps it, so that every response says the same.
    asked.requestedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return asked;
  }

  private static SamplingRequested request(Version version, RequestedEvaluation asked) {
    return new SamplingRequested(
        experiment(version, asked.request),
        version.datasetDigest,
        asked.name,
        new Artifact(version.checkpointName, version.checkpointDigest, version.checkpointSize));
  }

  private void send(Version version, RequestedEvaluation asked) {
    SamplingRequested request = request(version, asked);
    asked.persist();
    outbox.add(request, asked.requestedAt);
  }

  /** The same experiment with another evaluation. */
  private static Experiment experiment(Version version, Evaluation evaluation) {
    StoredExperiment known =
        StoredExperiment.<StoredExperiment>findByIdOptional(version.experimentId)
            .filter(experiment -> experiment.hyperparameters != null)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Reason.UNKNOWN, "no facts have arrived yet about " + version.experimentId));
    return ExperimentBuilder.builder()
        .experimentId(known.id)
        .model(known.model)
        .dataset(known.dataset)
        .hyperparameters(known.hyperparameters)
        .evaluation(evaluation)
        .tags(known.tags)
        .resumeFrom(null)
        .promotion(null)
        .build();
  }
}
