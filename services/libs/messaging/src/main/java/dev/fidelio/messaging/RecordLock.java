package dev.fidelio.messaging;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ShareConsumer;

/** The acquisition lock of the record that a worker holds, by the worker's own clock. */
final class RecordLock {

  private static final Duration DEFAULT = Duration.ofSeconds(30);
  private static final int RENEWALS_PER_LOCK = 3;

  private final ShareConsumer<?, ?> consumer;
  private final Duration duration;
  private long confirmedAt = System.nanoTime();

  /** The lock of a record that has just been acquired. */
  RecordLock(ShareConsumer<?, ?> consumer) {
    this.consumer = consumer;
    this.duration = consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(DEFAULT);
  }

  /** How long to work before the lock must be renewed. */
  Duration untilRenewal() {
    Duration since = Duration.ofNanos(System.nanoTime() - confirmedAt);
    Duration left = duration.dividedBy(RENEWALS_PER_LOCK).minus(since);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Commits the acknowledgements and waits for the broker to confirm them.
   *
   * @throws RuntimeException if it does not confirm them before the lock expires
   */
  void confirm() {
    long sentAt = System.nanoTime();
    Duration left = duration.minusNanos(sentAt - confirmedAt);
    if (left.isNegative()) {
      throw new IllegalStateException("the lock expired before it could be renewed");
    }
    ShareConsumers.requireConfirmed(consumer.commitSync(left));
    confirmedAt = sentAt;
  }
}
