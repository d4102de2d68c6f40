package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows signals from now on: every process hears all of them, nobody keeps where it was, and what
 * nobody can read is passed over.
 */
public final class SignalLoop implements Loop {

  private static final Logger LOG = LoggerFactory.getLogger(SignalLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final Topic topic;
  private final java.util.function.Consumer<Heard> listener;
  private final LoopListener metrics;
  private final LoopThread thread;
  private volatile Consumer<byte[], byte[]> consumer;

  /**
   * @param listener hears each signal
   * @param metrics hears how long that took
   */
  public SignalLoop(
      KafkaSettings kafka,
      Topic topic,
      java.util.function.Consumer<Heard> listener,
      LoopListener metrics) {
    this.kafka = kafka;
    this.topic = topic;
    this.listener = listener;
    this.metrics = metrics;
    this.thread = new LoopThread(name(), this::run);
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
      thread.isWell();
      while (!thread.isStopped()) {
        opened.poll(POLL).forEach(this::hear);
      }
    } catch (WakeupException e) {
      LOG.debug("{}: woken up to stop", name());
    }
  }

  private void hear(ConsumerRecord<byte[], byte[]> record) {
    long begun = System.nanoTime();
    Outcome outcome = Outcome.HANDLED;
    try {
      Heard.of(record, kafka.prefix()).ifPresent(listener);
    } catch (UnreadableException e) {
      LOG.warn("{}: passing over {}", name(), Records.coordinates(record), e);
      outcome = Outcome.UNREADABLE;
    }
    metrics.dealtWith(name(), outcome, false, Duration.ofNanos(System.nanoTime() - begun));
  }

  private Consumer<byte[], byte[]> open() {
    Map<String, Object> settings = kafka.common();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.service() + "-" + name());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
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
      opened.seekToEnd(partitions);
      partitions.forEach(opened::position);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }
}
