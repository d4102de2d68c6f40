package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a topic: every process hears all of its records and nobody keeps where it was. */
public final class FollowLoop implements Loop {

  private static final Logger LOG = LoggerFactory.getLogger(FollowLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SHORT_WHILE = Duration.ofMillis(50);

  private final KafkaSettings kafka;
  private final Topic topic;
  private final Start start;
  private final Listener listener;
  private final BiConsumer<ConsumerRecord<byte[], byte[]>, UnreadableException> unreadable;
  private final LoopListener metrics;
  private final LoopThread thread;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private volatile Consumer<byte[], byte[]> consumer;

  /** What to hear of the topic. */
  public enum Start {
    /** Everything that it holds, then whatever comes. */
    OLDEST,
    /** Whatever comes from now on. */
    NOW
  }

  /** Hears each record. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Hears a record, perhaps not for the first time.
     *
     * @throws UnreadableException if it makes no sense
     */
    void hear(ConsumerRecord<byte[], byte[]> record);
  }

  /**
   * @param listener hears each record
   * @param unreadable what to do with a record that nobody can read, before passing over it
   * @param metrics hears how long that took
   */
  public FollowLoop(
      KafkaSettings kafka,
      Topic topic,
      Start start,
      Listener listener,
      BiConsumer<ConsumerRecord<byte[], byte[]>, UnreadableException> unreadable,
      LoopListener metrics) {
    this.kafka = kafka;
    this.topic = topic;
    this.start = start;
    this.listener = listener;
    this.unreadable = unreadable;
    this.metrics = metrics;
    this.thread = new LoopThread("following-" + name(), this::run);
  }

  /**
   * Waits until everything has been heard that the topic held when the loop started.
   *
   * @throws WorkStoppedException if the signal comes first
   */
  public void awaitCaughtUp(StopSignal stop) {
    while (caughtUp.getCount() > 0) {
      stop.check();
      stop.await(SHORT_WHILE);
    }
  }

  @Override
  public String name() {
    return topic.plainName();
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public Optional<String> trouble() {
    return thread.trouble();
  }

  @Override
  public void close() {
    thread.close(this::wake);
  }

  private void wake() {
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void run() {
    try (Consumer<byte[], byte[]> opened = open()) {
      consumer = opened;
      Map<TopicPartition, Long> ends = new HashMap<>(opened.endOffsets(opened.assignment()));
      while (!thread.isStopped()) {
        opened.poll(POLL).forEach(this::hear);
        if (ends.entrySet().stream()
            .allMatch(end -> opened.position(end.getKey()) >= end.getValue())) {
          ends.clear();
          caughtUp.countDown();
          thread.isWell();
        }
      }
    } catch (WakeupException e) {
      LOG.debug("{}: woken up to stop", name());
    }
  }

  private void hear(ConsumerRecord<byte[], byte[]> record) {
    long begun = System.nanoTime();
    Outcome outcome = Outcome.HANDLED;
    try {
      listener.hear(record);
    } catch (UnreadableException e) {
      LOG.warn("{}: passing over {}: {}", name(), MessageCodec.coordinates(record), e.getMessage());
      unreadable.accept(record, e);
      outcome = Outcome.UNREADABLE;
    }
    metrics.dealtWith(name(), outcome, false, Duration.ofNanos(System.nanoTime() - begun));
  }

  private Consumer<byte[], byte[]> open() {
    Map<String, Object> settings = kafka.common();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.service() + "-" + name());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    ByteArrayDeserializer deserializer = new ByteArrayDeserializer();
    Consumer<byte[], byte[]> opened = new KafkaConsumer<>(settings, deserializer, deserializer);
    try {
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
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }
}
