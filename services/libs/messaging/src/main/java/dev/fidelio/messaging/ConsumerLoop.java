package dev.fidelio.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop with its own consumer, which is reopened after every failure. */
abstract class ConsumerLoop implements Loop {

  static final Duration POLL = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);

  /** A broker can block joins to a group until it notices that a member is dead. */
  private static final CloseOptions CLOSE = CloseOptions.timeout(Duration.ofSeconds(3));

  final KafkaSettings kafka;
  final LoopThread thread;
  private final String name;
  private volatile Consumer<byte[], byte[]> consumer;

  /**
   * @param threadName the thread's name in logs
   */
  ConsumerLoop(KafkaSettings kafka, String name, String threadName) {
    this.kafka = kafka;
    this.name = name;
    this.thread = new LoopThread(threadName, LoopThread.PAUSE, stop -> run());
  }

  /** Settings of the consumer, in addition to those that all consumers share. */
  abstract Map<String, Object> settings();

  /** Subscribes or assigns a new consumer to what it should read. */
  abstract void begin(Consumer<byte[], byte[]> opened);

  /** Reads until the thread is stopped; if it returns earlier, the loop opens a new consumer. */
  abstract void read(Consumer<byte[], byte[]> opened);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void start() {
    thread.start();
  }

  @Override
  public final Optional<String> problem() {
    return thread.problem();
  }

  @Override
  public final boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public final void close() {
    thread.close(this::wake);
  }

  private void wake() {
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void run() {
    Consumer<byte[], byte[]> opened = Consumers.open(kafka, name, settings());
    try {
      consumer = opened;
      begin(opened);
      read(opened);
    } catch (WakeupException e) {
      LOG.debug("{}: woken up to stop", name);
    } finally {
      opened.close(CLOSE);
    }
  }
}
