package dev.fidelio.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that looks at something again and again; what goes wrong, goes wrong for one round. */
public final class PeriodicTask {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

  private final String name;
  private final Duration pause;
  private final Round round;
  private final StopSignal stop = new StopSignal();
  private final Semaphore woken = new Semaphore(0);
  private Thread thread;

  /** One look. */
  @FunctionalInterface
  public interface Round {

    /**
     * Looks.
     *
     * @param stop tells when nobody is interested any more
     * @throws Exception which is logged
     */
    void look(StopSignal stop) throws Exception;
  }

  /**
   * @param name names it to people
   * @param pause between two looks
   */
  public PeriodicTask(String name, Duration pause, Round round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
  }

  /** Begins to look. */
  public void start() {
    thread = new Thread(this::run, name);
    thread.start();
  }

  /** Lets the next look begin at once, after the one under way. */
  public void wake() {
    woken.release();
  }

  /** Waits for the look under way, and ends. */
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

  private void run() {
    try {
      while (!stop.isStopped()) {
        woken.drainPermits();
        look();
        woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      round.look(stop);
    } catch (InterruptedException e) {
      throw e;
    } catch (WorkStoppedException e) {
      LOG.debug("{}: stopped", name, e);
    } catch (Exception e) {
      LOG.warn("{}: a round broke off", name, e);
    }
  }
}
