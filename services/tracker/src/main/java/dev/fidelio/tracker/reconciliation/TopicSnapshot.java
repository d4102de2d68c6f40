package dev.fidelio.tracker.reconciliation;

import dev.fidelio.messaging.Consumers;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.ReceivedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of one topic up to its end at the time of opening. */
final class TopicSnapshot implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSnapshot.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String prefix;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  /**
   * @param topic its name on the broker
   */
  TopicSnapshot(KafkaSettings kafka, String topic) {
    prefix = kafka.prefix();
    consumer = Consumers.open(kafka, "reconcile", Map.of());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    ends = consumer.endOffsets(partitions);
  }

  /** The number of records up to the end. */
  long size() {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The number of records read so far. */
  long read() {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.min(consumer.position(end.getKey()), end.getValue()))
        .sum();
  }

  boolean isRead() {
    return read() == size();
  }

  /** The next facts, in order within each partition; types of later versions are skipped. */
  List<ReceivedEvent> next() {
    List<ReceivedEvent> facts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      try {
        ReceivedEvent.of(record, prefix).ifPresent(facts::add);
      } catch (RuntimeException | StackOverflowError e) {
        // Whatever the reason, the projection has already sent it to the dead letters.
        LOG.debug("skipping unreadable record {}", record.offset(), e);
      }
    }
    return facts;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
