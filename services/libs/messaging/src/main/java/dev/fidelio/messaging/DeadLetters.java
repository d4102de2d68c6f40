package dev.fidelio.messaging;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads the dead letters of every topic. */
public final class DeadLetters {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int TIMEOUT_MILLIS = 10_000;

  private final KafkaSettings kafka;

  public DeadLetters(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /**
   * Every dead letter that the broker retains, oldest first; only the latest for each original
   * record.
   *
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer
   */
  public List<DeadLetter> all() {
    Map<Coordinates, DeadLetter> letters = new HashMap<>();
    try (Consumer<byte[], byte[]> consumer = open()) {
      Map<String, Topic> topics = topics(consumer);
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : topics.keySet()) {
        consumer
            .partitionsFor(topic)
            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          DeadLetter letter = letter(topics.get(record.topic()), record);
          letters.merge(letter.original(), letter, DeadLetters::later);
        }
      }
    }
    return letters.values().stream().sorted(Comparator.comparing(DeadLetter::setAsideAt)).toList();
  }

  /**
   * The record unchanged, for its original topic. It keeps its original position, so that consumers
   * recognise it as the same record.
   */
  public ProducerRecord<byte[], byte[]> replay(DeadLetter letter) {
    ConsumerRecord<byte[], byte[]> record = letter.record();
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(
            letter.topic().name(kafka.prefix()),
            null,
            record.key(),
            record.value(),
            record.headers());
    again.headers().remove(MessageCodec.ATTEMPTS).remove(MessageCodec.CAUSE);
    return again;
  }

  private Map<String, Topic> topics(Consumer<?, ?> consumer) {
    Set<String> there = new HashSet<>(consumer.listTopics().keySet());
    Map<String, Topic> topics = new HashMap<>();
    for (Topic topic : Topic.values()) {
      String name = topic.deadLetterName(kafka.prefix());
      if (there.contains(name)) {
        topics.put(name, topic);
      }
    }
    return topics;
  }

  private static DeadLetter letter(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    return DeadLetterBuilder.builder()
        .topic(topic)
        .original(MessageCodec.coordinates(record))
        .attempts(
            header(record, MessageCodec.ATTEMPTS)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf))
        .cause(header(record, MessageCodec.CAUSE).orElse("no cause given"))
        .setAsideAt(Instant.ofEpochMilli(record.timestamp()))
        .record(record)
        .build();
  }

  private static DeadLetter later(DeadLetter one, DeadLetter other) {
    return one.setAsideAt().isAfter(other.setAsideAt()) ? one : other;
  }

  private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  private Consumer<byte[], byte[]> open() {
    return Consumers.open(
        kafka,
        "dead-letters",
        Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
  }
}
