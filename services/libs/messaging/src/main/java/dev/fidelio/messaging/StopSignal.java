package dev.fidelio.messaging;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells running work to stop: its lock is lost, or the service shuts down. Once set, it stays. */
public final class StopSignal {

  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  /** A signal that is set when this one is, and can also be set alone. */
  public StopSignal narrower() {
    StopSignal narrower = new StopSignal();
    stopped.thenRun(narrower::stop);
    return narrower;
  }

  /** Asks the work to stop. */
  public void stop() {
    stopped.complete(null);
  }

  /** Whether the work should stop. */
  public boolean isStopped() {
    return stopped.isDone();
  }

  /**
   * Returns immediately if the work may continue.
   *
   * @throws WorkStoppedException if it should stop
   */
  public void check() {
    if (isStopped()) {
      throw new WorkStoppedException();
    }
  }

  /** Waits for that time, or until the signal is set. */
  public void await(Duration time) {
    try {
      stopped.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the signal only ever completes", e);
    }
  }
}
