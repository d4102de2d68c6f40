package dev.fidelio.messaging;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a loop or a periodic task: does its work again and again until closed, after a
 * failure with a pause. An {@link Error} ends the process.
 */
final class LoopThread {

  /** The pause of loops. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);

  private final String name;
  private final Duration pause;
  private final Work work;
  private final UncaughtExceptionHandler deathWatch;
  private final StopSignal stop = new StopSignal();
  private final Semaphore woken = new Semaphore(0);
  private final RepeatedFailure failure;
  private volatile boolean hasWorked;
  private volatile boolean isClosed;
  private volatile Thread thread;

  /** What the thread does. */
  @FunctionalInterface
  interface Work {

    /**
     * Works once, or until the signal is set.
     *
     * @throws Exception if it fails; it is called again after the pause
     */
    void run(StopSignal stop) throws Exception;
  }

  /**
   * @param name the thread's name, also in logs
   */
  LoopThread(String name, Duration pause, Work work) {
    this(name, pause, work, new FatalErrors());
  }

  /**
   * @param deathWatch is told when an {@link Error} ends the thread
   */
  LoopThread(String name, Duration pause, Work work, UncaughtExceptionHandler deathWatch) {
    this.deathWatch = deathWatch;
    this.name = name;
    this.pause = pause;
    this.work = work;
    this.failure = new RepeatedFailure(LOG, name);
  }

  void start() {
    thread = new Thread(this::run, name);
    thread.setUncaughtExceptionHandler(deathWatch);
    thread.start();
  }

  /** Whether the thread runs; also true before it is started and once it is closed. */
  boolean isAlive() {
    Thread current = thread;
    return current == null || isClosed || current.isAlive();
  }

  /** Whether the thread is being closed. */
  boolean isStopped() {
    return stop.isStopped();
  }

  /** Pauses, but returns as soon as the thread is woken or closed. */
  void pause() {
    try {
      if (woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        woken.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the current pause, or the next one. */
  void wake() {
    woken.release();
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

  /** What keeps the work from being done; empty if nothing does. */
  Optional<String> problem() {
    return failure.problem().or(() -> hasWorked ? Optional.empty() : Optional.of("not started"));
  }

  /**
   * Ends the thread.
   *
   * @param interrupt interrupts whatever the work is waiting for
   */
  void close(Runnable interrupt) {
    isClosed = true;
    stop.stop();
    interrupt.run();
    wake();
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
    while (!stop.isStopped() && !Thread.currentThread().isInterrupted()) {
      try {
        work.run(stop);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (WorkStoppedException e) {
        LOG.debug("{}: stopped", name, e);
        pause();
      } catch (Exception e) {
        failure.failed(cause(e));
        pause();
      }
    }
  }

  /** Kafka wraps exceptions that rebalance listeners throw, and those of its admin client. */
  private static Throwable cause(Exception e) {
    boolean isWrapped = e instanceof KafkaException || e instanceof ExecutionException;
    return isWrapped && e.getCause() != null ? e.getCause() : e;
  }
}
