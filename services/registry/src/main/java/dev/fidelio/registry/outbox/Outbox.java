package dev.fidelio.registry.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MessageBuilder;
import dev.fidelio.contracts.ModelFact;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where decisions wait for the broker, in the transaction that made them. */
@Singleton
public class Outbox {

  /** Something is in the outbox; sent when the transaction has committed. */
  record MessagesAdded() {}

  private static final String APPEARED =
      "update registry.outbox set settled_at = now() where event_id = any (?) and settled_at is null";

  private static final Duration POLL = Duration.ofMillis(20);

  private final String source;
  private final Duration patience;
  private final Event<MessagesAdded> filled;

  Outbox(
      KafkaSettings kafka,
      @ConfigProperty(name = "fidelio.publisher.patience") Duration patience,
      Event<MessagesAdded> filled) {
    this.patience = patience;
    this.source = kafka.service();
    this.filled = filled;
  }

  /** Adds a fact about a model whose row the caller has locked. */
  public void add(ModelFact fact, Instant at) {
    addAny(fact, at);
  }

  /** Adds a request for work. */
  public void add(Request request, Instant at) {
    addAny(request, at);
  }

  /** Whether something is not on the log yet. */
  public boolean isWaiting() {
    return QuarkusTransaction.requiringNew().call(OutboxMessage::isAnyUnpublished);
  }

  /**
   * Waits until the broker has everything that is in the outbox now, whichever instance publishes
   * it.
   *
   * @return whether the broker has it; otherwise it stays in the outbox and is published later
   */
  public boolean awaitPublished() {
    long last = QuarkusTransaction.requiringNew().call(OutboxMessage::last);
    long end = System.nanoTime() + patience.toNanos();
    while (QuarkusTransaction.requiringNew().call(() -> OutboxMessage.isUnpublishedUpTo(last))) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  /** Adds an experiment request, as a user would send it. */
  public void add(String experimentId, JsonNode request, Instant at) {
    Topic topic = Topic.EXPERIMENT_REQUESTED;
    String id = UUID.randomUUID().toString();
    OutboxMessage row =
        OutboxMessage.of(
            MessageBuilder.builder()
                .topic(topic)
                .key(experimentId)
                .id(id)
                .type(topic.plainName())
                .source(source)
                .time(at)
                .data(request)
                .build());
    row.answer = "experiment";
    add(row);
  }

  /** The events with these ids are on the log. */
  public static void appeared(Collection<String> eventIds, Connection connection)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(APPEARED)) {
      statement.setArray(1, connection.createArrayOf("text", eventIds.toArray()));
      statement.executeUpdate();
    }
  }

  private void addAny(Payload payload, Instant at) {
    OutboxMessage row =
        OutboxMessage.of(Message.of(UUID.randomUUID().toString(), at, source, payload));
    if (payload instanceof ModelFact) {
      row.answer = "log";
    } else if (payload instanceof SamplingRequested request) {
      row.answer = "evaluation";
      row.evaluation = request.evaluation();
    }
    add(row);
  }

  private void add(OutboxMessage row) {
    row.persist();
    filled.fire(new MessagesAdded());
  }
}
