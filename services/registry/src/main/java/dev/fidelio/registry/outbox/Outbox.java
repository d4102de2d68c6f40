package dev.fidelio.registry.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MessageBuilder;
import dev.fidelio.contracts.ModelFact;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Where decisions wait for the broker, in the transaction that made them. */
@Singleton
public class Outbox {

  /** Something is in the outbox; sent when the transaction has committed. */
  record MessagesAdded() {}

  private final String source;
  private final Event<MessagesAdded> filled;

  Outbox(KafkaSettings kafka, Event<MessagesAdded> filled) {
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

  /** Adds an experiment request, as a user would send it. */
  public void add(String experimentId, JsonNode request, Instant at) {
    Topic topic = Topic.EXPERIMENT_REQUESTED;
    String id = UUID.randomUUID().toString();
    add(
        MessageBuilder.builder()
            .topic(topic)
            .key(experimentId)
            .id(id)
            .type(topic.plainName())
            .source(source)
            .time(at)
            .data(request)
            .build());
  }

  private void addAny(Payload payload, Instant at) {
    add(Message.of(UUID.randomUUID().toString(), at, source, payload));
  }

  private void add(Message message) {
    OutboxMessage.of(message).persist();
    filled.fire(new MessagesAdded());
  }
}
