package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes records from a share group, one at a time. This thread owns the consumer and renews the
 * record's lock; a worker thread does the work. When the lock is lost, the loop stops and joins the
 * work before it takes another record, so that no worker processes two records and no record has
 * two workers. Work that would soon keep records from other workers is stopped as well, and its
 * record published again.
 */
public final class WorkLoop implements Loop {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration POLL_RENEWED = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final Topic topic;
  private final RecordProcessor recordProcessor;
  private final LoopListener listener;
  private final InFlightWindow window;
  private final LoopThread thread;
  private final RepeatedFailure failure = new RepeatedFailure(LOG, "the work on a record");
  private volatile StopSignal current = new StopSignal();

  public WorkLoop(
      KafkaSettings kafka,
      Topic topic,
      RecordWork work,
      Publisher publisher,
      LoopListener listener) {
    this(kafka, topic, work, publisher, listener, BrokerLimits.RECORD_LOCKS / 2);
  }

  /**
   * @param mostFinished finished records behind an unfinished one after which it is handed over
   */
  WorkLoop(
      KafkaSettings kafka,
      Topic topic,
      RecordWork work,
      Publisher publisher,
      LoopListener listener,
      int mostFinished) {
    this.kafka = kafka;
    this.topic = topic;
    this.recordProcessor = new RecordProcessor(topic.plainName(), work, publisher);
    this.listener = listener;
    this.window = new InFlightWindow(kafka, topic, mostFinished);
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
    return thread.problem().or(recordProcessor::problem);
  }

  @Override
  public boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    thread.close(() -> current.stop());
  }

  private void run() {
    ExecutorService worker =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "worker-" + name()));
    ShareConsumer<byte[], byte[]> consumer = ShareConsumers.one(kafka, topic);
    try {
      thread.succeeded();
      take(consumer, worker);
    } finally {
      worker.shutdown();
      window.close();
      ShareConsumers.close(consumer);
    }
  }

  private void take(ShareConsumer<byte[], byte[]> consumer, ExecutorService worker) {
    while (!thread.isStopped()) {
      poll(consumer, POLL).ifPresent(taken -> holdInContext(consumer, taken, worker));
    }
  }

  private void holdInContext(
      ShareConsumer<byte[], byte[]> consumer,
      ConsumerRecord<byte[], byte[]> taken,
      ExecutorService worker) {
    try (LogContext context = LogContext.of(taken)) {
      hold(consumer, taken, worker);
    }
  }

  /**
   * Processes one record and renews its lock meanwhile.
   *
   * @throws IllegalStateException if the lock is lost. The consumer must then be closed: the client
   *     would keep fetching records that it never returns, until the broker discards them
   */
  private void hold(
      ShareConsumer<byte[], byte[]> consumer,
      ConsumerRecord<byte[], byte[]> taken,
      ExecutorService worker) {
    long begun = System.nanoTime();
    StopSignal stop = new StopSignal();
    current = stop;
    if (thread.isStopped()) {
      stop.stop();
    }
    AtomicBoolean handsOver = new AtomicBoolean();
    Future<Outcome> result = worker.submit(() -> recordProcessor.work(taken, stop, handsOver::get));
    ConsumerRecord<byte[], byte[]> record = taken;
    try {
      RecordLock lock = new RecordLock(consumer);
      while (!isDone(result, lock.untilRenewal())) {
        consumer.acknowledge(record, AcknowledgeType.RENEW);
        lock.confirm();
        listener.renewed(name());
        Optional<ConsumerRecord<byte[], byte[]>> renewed = poll(consumer, POLL_RENEWED);
        if (renewed.isEmpty() || !isSame(renewed.get(), record)) {
          throw new IllegalStateException(
              "the lock of " + MessageCodec.coordinates(record) + " is lost");
        }
        record = renewed.get();
        if (!stop.isStopped() && window.isNearlyFilledBehind(record)) {
          handsOver.set(true);
          stop.stop();
        }
      }
      Outcome outcome = outcome(result);
      consumer.acknowledge(
          record, outcome == Outcome.RELEASED ? AcknowledgeType.RELEASE : AcknowledgeType.ACCEPT);
      lock.confirm();
      listener.processed(
          name(),
          outcome,
          ShareConsumers.deliveries(taken) > 1,
          Duration.ofNanos(System.nanoTime() - begun));
    } finally {
      stop.stop();
      join(result);
    }
  }

  private static Optional<ConsumerRecord<byte[], byte[]>> poll(
      ShareConsumer<byte[], byte[]> consumer, Duration time) {
    Iterator<ConsumerRecord<byte[], byte[]>> records = consumer.poll(time).iterator();
    return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
  }

  private static boolean isSame(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
    return one.partition() == other.partition() && one.offset() == other.offset();
  }

  private static boolean isDone(Future<?> result, Duration atMost) {
    try {
      result.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the loop's own thread was interrupted", e);
    }
  }

  /** The outcome of the work. After an unexpected failure the record is released, after a pause. */
  private Outcome outcome(Future<Outcome> result) {
    try {
      Outcome outcome = result.get();
      failure.succeeded();
      return outcome;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      failure.failed(e.getCause());
      thread.pause();
      return Outcome.RELEASED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.RELEASED;
    }
  }

  private static void join(Future<?> result) {
    while (!isDone(result, POLL)) {
      LOG.info("waiting for the work to stop");
    }
  }
}
