package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes batches from a share group; each takes far less time than its acquisition lock. */
public final class BatchLoop implements Loop {

  private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration POLL_RENEWED = Duration.ofSeconds(5);
  private static final int MAX_RECORDS = 500;

  private final KafkaSettings kafka;
  private final Topic topic;
  private final BatchWork work;
  private final Publisher publisher;
  private final LoopListener listener;
  private final Republication republication;
  private final LoopThread thread;

  public BatchLoop(
      KafkaSettings kafka,
      Topic topic,
      BatchWork work,
      Publisher publisher,
      LoopListener listener) {
    this.kafka = kafka;
    this.topic = topic;
    this.work = work;
    this.publisher = publisher;
    this.listener = listener;
    this.republication = new Republication(name(), publisher);
    this.thread = new LoopThread(name(), LoopThread.PAUSE, stop -> run());
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
  public Optional<String> problem() {
    return thread.problem().or(republication::problem);
  }

  @Override
  public boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    thread.close(() -> {});
  }

  private void run() {
    // Closing a member releases unacknowledged records, so a failed batch is redelivered.
    ShareConsumer<byte[], byte[]> consumer = ShareConsumers.batches(kafka, topic, MAX_RECORDS);
    try {
      thread.succeeded();
      while (!thread.isStopped()) {
        take(consumer);
      }
    } finally {
      ShareConsumers.close(consumer);
    }
  }

  private void take(ShareConsumer<byte[], byte[]> consumer) {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    consumer.poll(POLL).forEach(batch::add);
    if (batch.isEmpty()) {
      return;
    }
    try (LogContext context = LogContext.of(batch)) {
      handle(batch, consumer);
    }
  }

  private void handle(
      List<ConsumerRecord<byte[], byte[]>> batch, ShareConsumer<byte[], byte[]> consumer) {
    long begun = System.nanoTime();
    RecordLock lock = new RecordLock(consumer);
    List<Outcome> outcomes;
    try {
      outcomes = workOnceAllAnswers(batch, consumer, lock);
    } catch (RuntimeException e) {
      publishNearlyBuried(batch);
      throw e;
    }
    batch.forEach(record -> consumer.acknowledge(record, AcknowledgeType.ACCEPT));
    lock.confirm();
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    for (int i = 0; i < batch.size(); i++) {
      boolean redelivered = ShareConsumers.deliveries(batch.get(i)) > 1;
      listener.processed(name(), outcomes.get(i), redelivered, time);
    }
  }

  /**
   * Processes the batch, and holds it while a dependency does not answer, since every release
   * counts towards the records' delivery limit.
   */
  private List<Outcome> workOnceAllAnswers(
      List<ConsumerRecord<byte[], byte[]>> batch,
      ShareConsumer<byte[], byte[]> consumer,
      RecordLock lock) {
    while (true) {
      try {
        List<Outcome> outcomes = work(batch);
        thread.succeeded();
        return outcomes;
      } catch (RuntimeException e) {
        if (!Failures.isTransient(e)) {
          throw e;
        }
        thread.blocked(e);
        renew(batch, consumer, lock);
        thread.pause();
        if (thread.isStopped()) {
          throw e;
        }
      }
    }
  }

  /** Giving a batch back is a delivery, and the last one for the records at their limit. */
  private void publishNearlyBuried(List<ConsumerRecord<byte[], byte[]>> batch) {
    batch.stream().filter(ShareConsumers::isNearlyBuried).forEach(republication::publish);
  }

  private void renew(
      List<ConsumerRecord<byte[], byte[]>> batch,
      ShareConsumer<byte[], byte[]> consumer,
      RecordLock lock) {
    batch.forEach(record -> consumer.acknowledge(record, AcknowledgeType.RENEW));
    lock.confirm();
    // The records can be acknowledged only after the broker has delivered them again.
    int left = batch.size();
    while (left > 0) {
      int renewed = consumer.poll(POLL_RENEWED).count();
      if (renewed == 0) {
        throw new IllegalStateException("the locks of " + left + " records are lost");
      }
      left -= renewed;
    }
    listener.renewed(name());
  }

  private List<Outcome> work(List<ConsumerRecord<byte[], byte[]>> batch) {
    List<ConsumerRecord<byte[], byte[]>> workable =
        batch.stream().filter(record -> !ShareConsumers.isNearlyBuried(record)).toList();
    if (workable.size() == batch.size() && isWorkedTogether(batch)) {
      return batch.stream().map(record -> Outcome.HANDLED).toList();
    }
    return batch.stream().map(this::workAlone).toList();
  }

  private boolean isWorkedTogether(List<ConsumerRecord<byte[], byte[]>> batch) {
    try {
      work.work(batch);
      return true;
    } catch (UnreadableException e) {
      LOG.warn("{}: retrying {} records one by one: {}", name(), batch.size(), e.getMessage());
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      if (Failures.isTransient(e)) {
        throw e;
      }
      LOG.warn("{}: retrying {} records one by one", name(), batch.size(), e);
      return false;
    }
  }

  private Outcome workAlone(ConsumerRecord<byte[], byte[]> record) {
    try (LogContext context = LogContext.of(record)) {
      return process(record);
    }
  }

  private Outcome process(ConsumerRecord<byte[], byte[]> record) {
    if (ShareConsumers.isNearlyBuried(record)) {
      return republication.tryOnce(record);
    }
    try {
      work.work(List.of(record));
      return Outcome.HANDLED;
    } catch (UnreadableException e) {
      LOG.warn(
          "{}: sending {} to the dead letters: {}",
          name(),
          MessageCodec.coordinates(record),
          e.getMessage());
      publisher.deadLetter(record, ShareConsumers.deliveries(record), e);
      return Outcome.UNREADABLE;
    } catch (RuntimeException | StackOverflowError e) {
      if (Failures.isTransient(e)) {
        throw e;
      }
      LOG.warn("{}: sending {} to the dead letters", name(), MessageCodec.coordinates(record), e);
      publisher.deadLetter(record, ShareConsumers.deliveries(record), e);
      return Outcome.EXHAUSTED;
    }
  }
}
