package dev.fidelio.messaging;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Short work on many records at once, each of which may be handed out again at any time. */
@FunctionalInterface
public interface BatchWork {

  /**
   * Works the records; when this returns, all of them are done with.
   *
   * @throws dev.fidelio.contracts.UnavailableException if something that the work needs does not
   *     answer; the records are kept and tried again
   * @throws RuntimeException for anything else: the records are tried one by one, and one for which
   *     this is thrown then is set aside
   */
  void work(List<ConsumerRecord<byte[], byte[]>> records);
}
