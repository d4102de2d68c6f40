package dev.fidelio.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic without joining a consumer group. */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /**
   * @param client settings of the client, {@code bootstrap.servers} among them
   * @param topic the topic with its prefix
   */
  public TopicReader(Map<String, Object> client, String topic) {
    ByteArrayDeserializer deserializer = new ByteArrayDeserializer();
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer = new KafkaConsumer<>(settings, deserializer, deserializer);
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Every record currently in a topic. */
  public static List<ConsumerRecord<byte[], byte[]>> all(Map<String, Object> client, String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (TopicReader reader = new TopicReader(client, topic)) {
      reader.readAll(all::add);
    }
    return all;
  }

  /** The number of records currently in the topic. */
  public long count() {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    return consumer.endOffsets(partitions).entrySet().stream()
        .mapToLong(end -> end.getValue() - first.get(end.getKey()))
        .sum();
  }

  /** Skips every record currently in the topic. */
  public void skipAll() {
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Reads every record currently in the topic that has not been read yet. */
  public void readAll(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(reader);
    }
  }

  /** Reads the records that arrive within 100 ms. */
  public void readSome(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.poll(POLL).forEach(reader);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
