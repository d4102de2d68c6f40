package dev.fidelio.registry.offsets;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.Consumers;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.registry.offsets.WorkBacklogs.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds the experiments whose requests are queued or in progress. */
public final class QueuedRequests {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final KafkaSettings kafka;
  private final WorkBacklogs workBacklogs;

  public QueuedRequests(KafkaSettings kafka, WorkBacklogs workBacklogs) {
    this.kafka = kafka;
    this.workBacklogs = workBacklogs;
  }

  /**
   * The keys of everything that a share group's start offset has not passed, on any topic of work
   * for one experiment. The records are read, since nothing shorter is exact: no time stamp and no
   * offset on one topic tells where a request lies on the next.
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
    spans.values().removeIf(span -> span.from() >= span.to());
    return spans.isEmpty() ? Set.of() : keys(spans);
  }

  private Set<String> keys(Map<TopicPartition, Span> spans) {
    Set<String> keys = new HashSet<>();
    try (Consumer<byte[], byte[]> consumer = Consumers.open(kafka, "backlog", Map.of())) {
      consumer.assign(spans.keySet());
      spans.forEach((partition, span) -> consumer.seek(partition, span.from()));
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!isRead(consumer, spans)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the backlog was not read within " + LIMIT);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.key() != null) {
            keys.add(new String(record.key(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return keys;
  }

  private static boolean isRead(Consumer<?, ?> consumer, Map<TopicPartition, Span> spans) {
    return spans.entrySet().stream()
        .allMatch(span -> consumer.position(span.getKey()) >= span.getValue().to());
  }
}
