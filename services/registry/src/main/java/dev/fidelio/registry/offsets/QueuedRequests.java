package dev.fidelio.registry.offsets;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Consumers;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.registry.offsets.WorkBacklogs.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds the experiments whose requests are queued or in progress. */
public final class QueuedRequests {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final KafkaSettings kafka;
  private final WorkBacklogs workBacklogs;

  /** What was read of each partition and is not finished yet: keys by offset. */
  private final Map<TopicPartition, NavigableMap<Long, String>> read = new HashMap<>();

  public QueuedRequests(KafkaSettings kafka, WorkBacklogs workBacklogs) {
    this.kafka = kafka;
    this.workBacklogs = workBacklogs;
  }

  /**
   * The keys of everything that a share group's start offset has not passed, on any topic of work
   * for one experiment. The records are read, since nothing shorter is exact: no time stamp and no
   * offset on one topic tells where a request lies on the next; but each call reads only what came
   * since the last one.
   *
   * @throws ExecutionException if the broker does not answer
   * @throws IllegalStateException if it does not hand everything out within a minute
   */
  public Set<String> experiments() throws ExecutionException, InterruptedException {
    Map<TopicPartition, Span> spans = new HashMap<>();
    for (Topic topic : Topic.values()) {
      if (topic.isWork() && !topic.isCompacted()) {
        spans.putAll(workBacklogs.spans(topic));
      }
    }
    read.keySet().retainAll(spans.keySet());
    Map<TopicPartition, Long> from = new HashMap<>();
    spans.forEach(
        (partition, span) -> keep(partition, span).ifPresent(o -> from.put(partition, o)));
    if (!from.isEmpty()) {
      readOn(from, spans);
    }
    return read.values().stream()
        .flatMap(keys -> keys.values().stream())
        .filter(key -> !key.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Forgets what is finished, and returns the first offset to read, if there is any. */
  private Optional<Long> keep(TopicPartition partition, Span span) {
    NavigableMap<Long, String> keys = read.computeIfAbsent(partition, each -> new TreeMap<>());
    keys.headMap(span.from()).clear();
    if (!keys.isEmpty() && keys.lastKey() >= span.to()) {
      // The topic was truncated, or made again.
      keys.clear();
    }
    long next = keys.isEmpty() ? span.from() : keys.lastKey() + 1;
    return next < span.to() ? Optional.of(next) : Optional.empty();
  }

  private void readOn(Map<TopicPartition, Long> from, Map<TopicPartition, Span> spans) {
    try (Consumer<byte[], byte[]> consumer = Consumers.open(kafka, "backlog", Map.of())) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!isRead(consumer, from.keySet(), spans)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the backlog was not read within " + LIMIT);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          // A record without a key is remembered as well: it was read.
          byte[] key = record.key() == null ? new byte[0] : record.key();
          read.get(new TopicPartition(record.topic(), record.partition()))
              .put(record.offset(), new String(key, StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static boolean isRead(
      Consumer<?, ?> consumer, Set<TopicPartition> partitions, Map<TopicPartition, Span> spans) {
    return partitions.stream()
        .allMatch(partition -> consumer.position(partition) >= spans.get(partition).to());
  }
}
