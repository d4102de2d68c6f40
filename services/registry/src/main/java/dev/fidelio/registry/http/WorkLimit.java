package dev.fidelio.registry.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds work that takes much memory or time, and with it what it reads from the database: so many
 * calls work at once, so many more wait, and the others are refused. The work of a caller that is
 * gone by its turn is left out.
 */
public final class WorkLimit {

  /** How long a call waits for its turn, in seconds. */
  private static final long PATIENCE = 20;

  private final Semaphore admitted;
  private final Semaphore working;

  public WorkLimit(int working, int waiting) {
    this.admitted = new Semaphore(working + waiting);
    this.working = new Semaphore(working, true);
  }

  /**
   * The result of the work.
   *
   * @throws ProblemException with status 429 if too many calls wait or this one has waited for too
   *     long
   */
  public <T> T call(RoutingContext call, Supplier<T> work) {
    if (!admitted.tryAcquire()) {
      throw ProblemException.tooMany();
    }
    try {
      return inTurn(call, work);
    } finally {
      admitted.release();
    }
  }

  private <T> T inTurn(RoutingContext call, Supplier<T> work) {
    try {
      if (!working.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
        throw ProblemException.tooMany();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.unavailable("interrupted while waiting", e);
    }
    try {
      if (call.response().closed()) {
        throw ProblemException.gone("the caller has gone");
      }
      return work.get();
    } finally {
      working.release();
    }
  }
}
