package dev.fidelio.messaging;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ShareConsumer;

/** The lock of the one record that a worker holds, by the worker's own clock. */
final class RecordLock {

  private static final Duration DEFAULT = Duration.ofSeconds(30);
  private static final int RENEWALS_PER_LOCK = 3;

  private final ShareConsumer<?, ?> consumer;
  private final Duration duration;
  private long confirmedAt = System.nanoTime();

  /** The lock of a record that has just been taken. */
  RecordLock(ShareConsumer<?, ?> consumer) {
    this.consumer = consumer;
    this.duration = consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(DEFAULT);
  }

  /** How long to work before the lock has to be renewed. */
  Duration untilRenewal() {
    Duration since = Duration.ofNanos(System.nanoTime() - confirmedAt);
    Duration left = duration.dividedBy(RENEWALS_PER_LOCK).minus(since);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Sends what was acknowledged and waits for the broker to confirm it.
   *
   * @throws RuntimeException if it does not, or not before the lock has run out
   */
  void confirm() {
    long sentAt = System.nanoTime();
    Duration left = duration.minusNanos(sentAt - confirmedAt);
    if (left.isNegative()) {
      throw new IllegalStateException("the lock ran out before it could be renewed");
    }
    ShareConsumers.requireConfirmed(consumer.commitSync(left));
    confirmedAt = sentAt;
  }
}
