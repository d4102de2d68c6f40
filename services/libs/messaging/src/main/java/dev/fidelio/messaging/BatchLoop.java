package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;

/** Short work from a share group, many records at a time, done well before their lock runs out. */
public final class BatchLoop implements Loop {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int MAX_RECORDS = 500;

  private final KafkaSettings kafka;
  private final Topic topic;
  private final BatchWork work;
  private final LoopListener listener;
  private final LoopThread thread;

  public BatchLoop(KafkaSettings kafka, Topic topic, BatchWork work, LoopListener listener) {
    this.kafka = kafka;
    this.topic = topic;
    this.work = work;
    this.listener = listener;
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
    thread.close(() -> {});
  }

  private void run() {
    // Closing a member hands back what it has not acknowledged, so a failed batch comes again.
    try (ShareConsumer<byte[], byte[]> consumer =
        ShareConsumers.batches(kafka, topic, MAX_RECORDS)) {
      thread.isWell();
      while (!thread.isStopped()) {
        take(consumer);
      }
    }
  }

  private void take(ShareConsumer<byte[], byte[]> consumer) {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    consumer.poll(POLL).forEach(batch::add);
    if (batch.isEmpty()) {
      return;
    }
    long begun = System.nanoTime();
    work.work(batch);
    batch.forEach(record -> consumer.acknowledge(record, AcknowledgeType.ACCEPT));
    ShareConsumers.requireConfirmed(consumer.commitSync());
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      boolean redelivered = record.deliveryCount().orElse((short) 1) > 1;
      listener.dealtWith(name(), Outcome.HANDLED, redelivered, time);
    }
  }
}
