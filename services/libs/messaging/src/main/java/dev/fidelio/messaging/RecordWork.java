package dev.fidelio.messaging;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Long work on one record, which may be redelivered at any time. */
@FunctionalInterface
public interface RecordWork {

  /**
   * Processes a record; it is complete when this returns.
   *
   * @param stop asks the work to stop
   * @throws WorkStoppedException if the work stopped on request
   * @throws dev.fidelio.contracts.UnreadableException if the record is malformed; it goes to the
   *     dead letters
   * @throws ExhaustedException if the record reached the maximum number of attempts; it goes to the
   *     dead letters
   * @throws RuntimeException for unexpected failures; the loop retries a few times and then sends
   *     the record to the dead letters
   */
  void work(ConsumerRecord<byte[], byte[]> record, StopSignal stop);

  /** What the work is waiting for, such as an unavailable store; usually empty. */
  default Optional<String> problem() {
    return Optional.empty();
  }
}
