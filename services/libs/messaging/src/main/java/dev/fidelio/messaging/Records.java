package dev.fidelio.messaging;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnreadableException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Messages as Kafka records and back: CloudEvents in binary mode, the payload as JSON. */
public final class Records {

  private Records() {}

  /** Where a record stands. */
  public static Coordinates coordinates(ConsumerRecord<?, ?> record) {
    return new Coordinates(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()));
  }

  /**
   * The message that a record holds.
   *
   * @throws UnreadableException if it is no CloudEvent, or its value is not JSON
   */
  public static Message read(ConsumerRecord<byte[], byte[]> record, String prefix) {
    if (record.value() == null) {
      throw new UnreadableException("the record has no value", null);
    }
    try {
      CloudEvent event =
          KafkaMessageFactory.createReader(record.headers(), record.value()).toEvent();
      if (event.getTime() == null) {
        throw new UnreadableException("the header ce_time is missing", null);
      }
      return new Message(
          topic(record.topic(), prefix),
          record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
          event.getId(),
          event.getType(),
          event.getSource().toString(),
          event.getTime().toInstant(),
          Json.read(record.value(), com.fasterxml.jackson.databind.JsonNode.class));
    } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
      throw new UnreadableException("not a CloudEvent: " + e.getMessage(), e);
    }
  }

  /** The record that says a message. */
  public static ProducerRecord<byte[], byte[]> write(Message message, String prefix) {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(message.id())
            .withType(message.type())
            .withSource(URI.create(message.source()))
            .withTime(message.time().atOffset(ZoneOffset.UTC))
            .withData("application/json", Json.bytes(message.data()))
            .build();
    ProducerRecord<Void, byte[]> encoded =
        KafkaMessageFactory.<Void>createWriter(message.topic().name(prefix)).writeBinary(event);
    return new ProducerRecord<>(
        encoded.topic(),
        null,
        null,
        message.key().getBytes(StandardCharsets.UTF_8),
        encoded.value(),
        encoded.headers());
  }

  private static Topic topic(String name, String prefix) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.name(prefix).equals(name))
        .findFirst()
        .orElseThrow(() -> new UnreadableException("no topic of ours: " + name, null));
  }
}
