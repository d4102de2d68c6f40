package dev.fidelio.registry.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.RequestReader.ParseResult;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.outbox.Outbox;
import dev.fidelio.service.KnownNames;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Publishes experiment requests from REST and schedules, and records each submission. */
@Singleton
public class SubmissionService {

  private static final String ID = "experimentId";

  private final RequestReader reader;
  private final Publisher publisher;
  private final Outbox outbox;

  SubmissionService(KnownNames known, Publisher publisher, Outbox outbox) {
    this.reader =
        new RequestReader(known.datasets(), known.extractors(), StoredExperiment::resumable);
    this.publisher = publisher;
    this.outbox = outbox;
  }

  /**
   * A request that can be submitted.
   *
   * @param bytes the request as it will be sent, with its id
   * @param parseResult the parsed request, or its violations
   */
  public record PreparedRequest(byte[] bytes, ParseResult parseResult) {}

  /** Reads a request and generates its id if it has none. */
  public PreparedRequest prepare(byte[] request) {
    String newId = UUID.randomUUID().toString();
    ParseResult parseResult = reader.read(request, newId);
    if (!parseResult.isAccepted() || !parseResult.experimentId().equals(newId)) {
      return new PreparedRequest(request, parseResult);
    }
    ObjectNode identified = Json.read(request, ObjectNode.class).put(ID, newId);
    byte[] bytes = Json.bytes(identified);
    return new PreparedRequest(bytes, reader.read(bytes, newId));
  }

  /**
   * Submits an accepted request. A request that was submitted before is not published again.
   *
   * @throws dev.fidelio.messaging.PublishException if Kafka does not accept the request; nothing is
   *     stored then
   * @throws RefusedException if another request has its id
   */
  public Submission submit(PreparedRequest request) {
    Experiment experiment = request.parseResult().experiment();
    return known(experiment)
        .orElseGet(
            () -> {
              Instant at = Instant.ofEpochMilli(publisher.submit(request.bytes()).timestamp());
              return QuarkusTransaction.requiringNew().call(() -> store(experiment, at));
            });
  }

  /** Submits an accepted request in the caller's transaction, through the outbox. */
  public void enqueue(PreparedRequest request, Instant at) {
    Experiment experiment = request.parseResult().experiment();
    store(experiment, at);
    outbox.add(experiment.experimentId(), Json.read(request.bytes(), JsonNode.class), at);
  }

  private static Optional<Submission> known(Experiment experiment) {
    Optional<Submission> submitted = Submission.of(experiment.experimentId());
    Optional<StoredExperiment> stored =
        StoredExperiment.findByIdOptional(experiment.experimentId());
    if (submitted.filter(other -> !other.request.equals(experiment)).isPresent()
        || stored.filter(other -> !isSame(other, experiment)).isPresent()) {
      throw new RefusedException(
          Reason.TAKEN, "another request has the id " + experiment.experimentId());
    }
    return submitted;
  }

  private static boolean isSame(StoredExperiment stored, Experiment experiment) {
    return experiment.model().equals(stored.model)
        && experiment.dataset().equals(stored.dataset)
        && experiment.hyperparameters().equals(stored.hyperparameters)
        && experiment.evaluation().equals(stored.evaluation)
        && experiment.tags().equals(stored.tags)
        && Objects.equals(experiment.resumeFrom(), stored.resumeFrom);
  }

  private static Submission store(Experiment experiment, Instant at) {
    Submission submission = new Submission();
    submission.experimentId = experiment.experimentId();
    submission.request = experiment;
    submission.model = experiment.model();
    submission.requestedAt = at;
    return Submission.of(submission.experimentId)
        .orElseGet(
            () -> {
              submission.persist();
              return submission;
            });
  }
}
