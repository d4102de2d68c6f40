package dev.fidelio.registry.outbox;

import java.time.Duration;
import java.util.Optional;

/** Whether the same message has been the oldest one for longer than publishing takes. */
final class Standstill {

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private Long oldest;
  private long sinceNanos;

  /** What is the oldest message now, if any waits. */
  synchronized void observe(Optional<Long> now) {
    if (!now.equals(Optional.ofNullable(oldest))) {
      oldest = now.orElse(null);
      sinceNanos = System.nanoTime();
    }
  }

  synchronized Optional<String> problem() {
    Duration waited = Duration.ofNanos(System.nanoTime() - sinceNanos);
    return oldest == null || waited.compareTo(PATIENCE) < 0
        ? Optional.empty()
        : Optional.of(
            "message %d has waited for %d s: no instance publishes, and another holds the lock"
                .formatted(oldest, waited.toSeconds()));
  }
}
