package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A record as sent to Kafka, a CloudEvent. It is complete when created, so that it can be announced
 * again unchanged.
 *
 * @param topic the topic
 * @param key the record key
 * @param id the event's id; readers drop events that they have received
 * @param type the type of the payload, {@code ce_type}
 * @param source the service that announces it
 * @param time when it happened
 * @param data the payload as JSON
 */
@RecordBuilder
public record Message(
    Topic topic, String key, String id, String type, String source, Instant time, JsonNode data) {

  public Message {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(key, "key");
    Constraints.requireText(id, "id");
    Constraints.requireText(type, "type");
    Constraints.requireText(source, "source");
    Constraints.requireTime(time, "time");
    Objects.requireNonNull(data, "data");
  }

  /** A message with this payload. */
  public static Message of(String id, Instant time, String source, Payload payload) {
    JsonNode data = Json.mapper().valueToTree(payload);
    return MessageBuilder.builder()
        .topic(payload.topic())
        .key(payload.key())
        .id(id)
        .type(payload.type())
        .source(source)
        .time(time)
        .data(data)
        .build();
  }

  /**
   * The message's content; empty for a type from a later version.
   *
   * @throws UnreadableException if the data does not fit the type, the topic or the key
   */
  public Optional<Payload> payload() {
    Class<? extends Payload> payload = Payload.types().get(type);
    return payload == null ? Optional.empty() : Optional.of(checked(Json.read(data, payload)));
  }

  private Payload checked(Payload content) {
    if (content.topic() != topic) {
      throw new UnreadableException(type + " does not belong on " + topic.plainName(), null);
    }
    if (!content.key().equals(key)) {
      throw new UnreadableException(
          "the key is %s, but the record is about %s"
              .formatted(Violation.shortened(key), content.key()),
          null);
    }
    return content;
  }
}
