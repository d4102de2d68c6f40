package dev.fidelio.cli.client;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Repeats a call while its service is unavailable, so that a command that waits for long survives a
 * restart of the service. The limit is on one outage and begins anew with the next one.
 */
public final class OutageWait {

  private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(5);
  private static final long PAUSE_MILLIS = 1000;

  private final Consumer<String> progress;

  /**
   * @param progress receives one line per outage
   */
  public OutageWait(Consumer<String> progress) {
    this.progress = progress;
  }

  /**
   * The result of the call.
   *
   * @throws ServiceUnavailableException if the service is unavailable for five minutes
   */
  public <T> T call(Supplier<T> call) {
    long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
    for (boolean said = false; ; said = true) {
      try {
        return call.get();
      } catch (ServiceUnavailableException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        if (!said) {
          progress.accept(
              "no answer; trying again for %d minutes".formatted(LONGEST_OUTAGE.toMinutes()));
        }
        pause(PAUSE_MILLIS);
      }
    }
  }

  /** Pauses between two calls. */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
