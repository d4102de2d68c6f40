package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a topic: every process reads all of its records, and no offsets are committed. */
public final class FollowLoop extends ConsumerLoop {

  private static final Logger LOG = LoggerFactory.getLogger(FollowLoop.class);
  private static final Duration SHORT_WHILE = Duration.ofMillis(50);

  private final Topic topic;
  private final Start start;
  private final Listener listener;
  private final BiConsumer<ConsumerRecord<byte[], byte[]>, Throwable> refused;
  private final LoopListener metrics;
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  /** Where to begin. */
  public enum Start {
    /** All existing records, then new ones. */
    OLDEST,
    /** New records only. */
    NOW
  }

  /** Receives each record. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Receives a record, possibly more than once. One that it cannot process is skipped, unless the
     * failure is {@linkplain Failures#isTransient transient}.
     */
    void receive(ConsumerRecord<byte[], byte[]> record);
  }

  /**
   * @param listener receives each record
   * @param refused takes a record that the listener cannot process, before the loop skips it
   * @param metrics receives the outcome of each record
   */
  public FollowLoop(
      KafkaSettings kafka,
      Topic topic,
      Start start,
      Listener listener,
      BiConsumer<ConsumerRecord<byte[], byte[]>, Throwable> refused,
      LoopListener metrics) {
    super(kafka, topic.plainName(), "following-" + topic.plainName());
    this.topic = topic;
    this.start = start;
    this.listener = listener;
    this.refused = refused;
    this.metrics = metrics;
  }

  /**
   * Waits until the loop has read all records that the topic held when the loop started.
   *
   * @throws WorkStoppedException if the signal is set first
   */
  public void awaitCaughtUp(StopSignal stop) {
    while (caughtUp.getCount() > 0) {
      stop.check();
      stop.await(SHORT_WHILE);
    }
  }

  @Override
  Map<String, Object> settings() {
    return Map.of();
  }

  @Override
  void begin(Consumer<byte[], byte[]> opened) {
    String name = topic.name(kafka.prefix());
    List<TopicPartition> partitions =
        opened.partitionsFor(name).stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    opened.assign(partitions);
    if (start == Start.NOW) {
      opened.seekToEnd(partitions);
    } else {
      opened.seekToBeginning(partitions);
    }
    partitions.forEach(opened::position);
  }

  @Override
  void read(Consumer<byte[], byte[]> opened) {
    Map<TopicPartition, Long> ends = new HashMap<>(opened.endOffsets(opened.assignment()));
    while (!thread.isStopped()) {
      opened.poll(POLL).forEach(this::receive);
      if (ends.entrySet().stream()
          .allMatch(end -> opened.position(end.getKey()) >= end.getValue())) {
        ends.clear();
        caughtUp.countDown();
        thread.succeeded();
      }
    }
  }

  private void receive(ConsumerRecord<byte[], byte[]> record) {
    try (LogContext context = LogContext.of(record)) {
      long begun = System.nanoTime();
      Outcome outcome = pass(record);
      metrics.processed(name(), outcome, false, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private Outcome pass(ConsumerRecord<byte[], byte[]> record) {
    try {
      listener.receive(record);
      return Outcome.HANDLED;
    } catch (RuntimeException | StackOverflowError e) {
      if (Failures.isTransient(e)) {
        throw e;
      }
      LOG.warn("{}: skipping {}: {}", name(), MessageCodec.coordinates(record), Failures.text(e));
      refused.accept(record, e);
      return e instanceof UnreadableException ? Outcome.UNREADABLE : Outcome.REFUSED;
    }
  }
}
