package dev.fidelio.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task periodically on its own thread; a failure ends only that iteration. */
public final class PeriodicTask {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

  private final String name;
  private final Duration pause;
  private final Round round;
  private final StopSignal stop = new StopSignal();
  private final Semaphore woken = new Semaphore(0);
  private final RepeatedFailure failure;
  private Thread thread;

  /** One iteration. */
  @FunctionalInterface
  public interface Round {

    /**
     * Runs once.
     *
     * @param stop is set when the task is closed
     * @throws Exception which is logged; the next iteration follows
     */
    void run(StopSignal stop) throws Exception;
  }

  /**
   * @param name the task's name in logs
   * @param pause between two iterations
   */
  public PeriodicTask(String name, Duration pause, Round round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
    this.failure = new RepeatedFailure(LOG, name);
  }

  /** Starts the thread. */
  public void start() {
    thread = new Thread(this::loop, name);
    thread.start();
  }

  /** Starts the next iteration immediately after the current one. */
  public void wake() {
    woken.release();
  }

  /** Waits for the current iteration, and stops. */
  public void close() {
    stop.stop();
    wake();
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      while (!stop.isStopped()) {
        woken.drainPermits();
        runOnce();
        woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce() throws InterruptedException {
    try {
      round.run(stop);
      failure.succeeded();
    } catch (InterruptedException e) {
      throw e;
    } catch (WorkStoppedException e) {
      LOG.debug("{}: stopped", name, e);
    } catch (Exception e) {
      failure.failed(e);
    }
  }
}
