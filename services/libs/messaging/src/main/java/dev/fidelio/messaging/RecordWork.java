package dev.fidelio.messaging;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Long work on one record, which may be handed out again at any time. */
@FunctionalInterface
public interface RecordWork {

  /**
   * Works a record; when this returns, the record is done with.
   *
   * @param stop asks the work to stop
   * @throws WorkStoppedException if the work stopped because it was asked to
   * @throws dev.fidelio.contracts.UnreadableException if the record makes no sense; it is set aside
   * @throws ExhaustedException if it was tried as often as anything is; it is set aside
   * @throws RuntimeException for anything that nobody foresaw, which is tried again a few times and
   *     then set aside
   */
  void work(ConsumerRecord<byte[], byte[]> record, StopSignal stop);

  /** What the work waits for right now, such as a store that does not answer; mostly nothing. */
  default Optional<String> trouble() {
    return Optional.empty();
  }
}
