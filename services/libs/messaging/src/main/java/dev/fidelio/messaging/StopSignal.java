package dev.fidelio.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells running work to stop: its lock is lost, or the service shuts down. Once set, it stays. */
public final class StopSignal {

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Asks the work to stop. */
  public void stop() {
    stopped.countDown();
  }

  /** Whether the work shall stop. */
  public boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /**
   * Returns at once if the work may go on.
   *
   * @throws WorkStoppedException if it shall stop
   */
  public void check() {
    if (isStopped()) {
      throw new WorkStoppedException();
    }
  }

  /** Waits for a while, but no longer than until the signal comes. */
  public void await(Duration time) {
    try {
      stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }
}
