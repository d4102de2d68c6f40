package dev.fidelio.messaging;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MessageBuilder;
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
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Messages as Kafka records and back: CloudEvents in binary mode, the payload as JSON. */
public final class MessageCodec {

  /** Header: the position at which a record was first sent, as JSON. */
  public static final String COORDINATES = "fidelio_coordinates";

  /** Header of a dead letter: how often the record was tried. */
  public static final String ATTEMPTS = "fidelio_attempts";

  /** Header of a dead letter: why the record was rejected. */
  public static final String CAUSE = "fidelio_cause";

  private static final int MAX_CAUSE = 1_000;

  private MessageCodec() {}

  /** A record's position; for a republished record, the position at which it was first sent. */
  public static Coordinates coordinates(ConsumerRecord<?, ?> record) {
    return firstCoordinates(record).orElseGet(() -> ownCoordinates(record));
  }

  private static Coordinates ownCoordinates(ConsumerRecord<?, ?> record) {
    return new Coordinates(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()));
  }

  /** Empty for a record that was sent once, or whose header is malformed. */
  private static Optional<Coordinates> firstCoordinates(ConsumerRecord<?, ?> record) {
    Header first = record.headers().lastHeader(COORDINATES);
    if (first == null || first.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(first.value(), Coordinates.class));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /**
   * The message that a record holds.
   *
   * @throws UnreadableException if it is not a CloudEvent, or its value is not JSON
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
      return MessageBuilder.builder()
          .topic(topic(record.topic(), prefix))
          .key(record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8))
          .id(event.getId())
          .type(event.getType())
          .source(event.getSource().toString())
          .time(event.getTime().toInstant())
          .data(Json.readSent(record.value()))
          .build();
    } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
      throw new UnreadableException("not a CloudEvent: " + e.getMessage(), e);
    }
  }

  /** The record that carries a message. */
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

  /** A copy of the record for the same topic, which keeps its original position. */
  static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> record) {
    return copy(record, record.topic());
  }

  /** The record as a dead letter of its topic. */
  static ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, int attempts, Throwable cause) {
    ProducerRecord<byte[], byte[]> letter = copy(record, record.topic() + Topic.DEAD_LETTER);
    letter.headers().add(ATTEMPTS, text(Integer.toString(attempts)));
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    letter.headers().add(CAUSE, text(why.substring(0, Math.min(why.length(), MAX_CAUSE))));
    return letter;
  }

  /** A dead letter without the record's key, bytes and headers, which its topic still holds. */
  static ProducerRecord<byte[], byte[]> emptyDeadLetter(
      ConsumerRecord<byte[], byte[]> record, int attempts, Throwable cause) {
    ConsumerRecord<byte[], byte[]> empty =
        new ConsumerRecord<>(
            record.topic(), record.partition(), record.offset(), null, (byte[]) null);
    ProducerRecord<byte[], byte[]> letter =
        deadLetter(
            empty,
            attempts,
            new IllegalStateException("too large for the dead letters; " + cause.getMessage()));
    letter.headers().remove(COORDINATES).add(COORDINATES, Json.bytes(coordinates(record)));
    return letter;
  }

  private static ProducerRecord<byte[], byte[]> copy(
      ConsumerRecord<byte[], byte[]> record, String topic) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
    copy.headers().remove(COORDINATES).add(COORDINATES, Json.bytes(coordinates(record)));
    return copy;
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static Topic topic(String name, String prefix) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.name(prefix).equals(name))
        .findFirst()
        .orElseThrow(() -> new UnreadableException("not a Fidelio topic: " + name, null));
  }
}
