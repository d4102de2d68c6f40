package dev.fidelio.messaging;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Short work on a batch of records, each of which may be redelivered at any time. */
@FunctionalInterface
public interface BatchWork {

  /**
   * Processes the records; all of them are complete when this returns.
   *
   * @throws dev.fidelio.contracts.UnavailableException if a dependency does not answer; the loop
   *     keeps the records and tries again
   * @throws RuntimeException for any other failure: the loop retries the records one by one and
   *     sends those that fail again to the dead letters
   */
  void work(List<ConsumerRecord<byte[], byte[]>> records);
}
