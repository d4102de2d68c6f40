package dev.fidelio.messaging;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a loop. After a failure it pauses and restarts the work, until closed. */
final class LoopThread {

  private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String name;
  private final Runnable work;
  private final StopSignal stop = new StopSignal();
  private final RepeatedFailure failure;
  private volatile boolean hasWorked;
  private Thread thread;

  /**
   * @param name the loop's name in logs
   * @param work opens its resources and runs until {@link #isStopped()}
   */
  LoopThread(String name, Runnable work) {
    this.name = name;
    this.work = work;
    this.failure = new RepeatedFailure(LOG, name);
  }

  void start() {
    thread = new Thread(this::run, "loop-" + name);
    thread.start();
  }

  /** Whether the loop is being closed. */
  boolean isStopped() {
    return stop.isStopped();
  }

  /** Pauses, but returns as soon as the loop is closed. */
  void pause() {
    stop.await(PAUSE);
  }

  /** The work succeeds, or has recovered. */
  void succeeded() {
    hasWorked = true;
    failure.succeeded();
  }

  /** The work continues, but is waiting for something. */
  void blocked(RuntimeException e) {
    failure.failed(e);
  }

  /** What keeps the loop from working; empty if nothing does. */
  Optional<String> problem() {
    return failure.problem().or(() -> hasWorked ? Optional.empty() : Optional.of("not started"));
  }

  /**
   * Ends the thread.
   *
   * @param wake interrupts whatever the work is waiting for
   */
  void close(Runnable wake) {
    stop.stop();
    wake.run();
    if (thread == null) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stop.isStopped()) {
      try {
        work.run();
      } catch (RuntimeException e) {
        failure.failed(cause(e));
        pause();
      }
    }
  }

  /** Kafka wraps exceptions that rebalance listeners throw. */
  private static Throwable cause(RuntimeException e) {
    return e instanceof KafkaException && e.getCause() != null ? e.getCause() : e;
  }
}
