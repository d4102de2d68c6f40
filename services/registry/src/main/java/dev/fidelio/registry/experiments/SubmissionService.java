package dev.fidelio.registry.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.RequestReader.ParseResult;
import dev.fidelio.registry.RefusedException;
import dev.fidelio.registry.RefusedException.Reason;
import dev.fidelio.registry.history.StoredExperiment;
import dev.fidelio.registry.outbox.Outbox;
import dev.fidelio.service.KnownNames;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Records experiment requests from REST and schedules, and sends them through the outbox. */
@Singleton
public class SubmissionService {

  private static final String ID = "experimentId";

  private final RequestReader reader;
  private final Clock clock;
  private final Outbox outbox;

  SubmissionService(KnownNames known, Outbox outbox, Clock clock) {
    this.reader =
        new RequestReader(known.datasets(), known.extractors(), StoredExperiment::resumable);
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * A request that can be submitted.
   *
   * @param bytes the request as it will be sent, with its id
   * @param parseResult the parsed request, or its violations
   * @param isNamed whether the request came with an id of its own
   */
  public record PreparedRequest(byte[] bytes, ParseResult parseResult, boolean isNamed) {}

  /** Reads a request and generates its id if it has none. */
  public PreparedRequest prepare(byte[] request) {
    String newId = UUID.randomUUID().toString();
    ParseResult parseResult = reader.read(request, newId);
    boolean isNamed = !newId.equals(parseResult.experimentId());
    return !parseResult.isAccepted() || isNamed
        ? new PreparedRequest(request, parseResult, isNamed)
        : named(request, newId);
  }

  private PreparedRequest named(byte[] request, String id) {
    byte[] bytes = Json.bytes(Json.read(request, ObjectNode.class).put(ID, id));
    return new PreparedRequest(bytes, reader.read(bytes, id), false);
  }

  /**
   * Stores an accepted request, to be sent through the outbox. A request that was submitted before,
   * under the same key or with the same id, is not sent again.
   *
   * @param key what the caller calls its request; null for nothing
   * @throws RefusedException if another request has its id or its key
   */
  public Submission submit(PreparedRequest request, String key) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              if (key != null) {
                lock("key " + key);
              }
              Optional<Submission> earlier = Submission.keyed(key);
              return earlier.isPresent() ? same(earlier.get(), request) : add(request, key);
            });
  }

  private Submission same(Submission earlier, PreparedRequest request) {
    PreparedRequest again =
        request.isNamed() ? request : named(request.bytes(), earlier.experimentId);
    if (!earlier.request.equals(again.parseResult().experiment())) {
      throw RefusedException.keyTaken("experiment " + earlier.experimentId);
    }
    return earlier;
  }

  private Submission add(PreparedRequest request, String key) {
    Experiment experiment = request.parseResult().experiment();
    lock("experiment " + experiment.experimentId());
    Optional<Submission> known = known(experiment);
    if (known.isPresent()) {
      return known.get();
    }
    // As the database keeps it, so that every response says the same.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Submission submission = store(experiment, now);
    submission.idempotencyKey = key;
    send(request, now);
    return submission;
  }

  /** Two calls about the same thing take their turns until the transaction ends. */
  private static void lock(String what) {
    Submission.getEntityManager()
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(?1, 0))) t")
        .setParameter(1, what)
        .getSingleResult();
  }

  private void send(PreparedRequest request, Instant at) {
    String id = request.parseResult().experimentId();
    outbox.add(id, Json.read(request.bytes(), JsonNode.class), at);
  }

  /** Submits an accepted request in the caller's transaction, through the outbox. */
  public void enqueue(PreparedRequest request, Instant at) {
    Experiment experiment = request.parseResult().experiment();
    store(experiment, at);
    send(request, at);
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
