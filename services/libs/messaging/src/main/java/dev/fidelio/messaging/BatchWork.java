package dev.fidelio.messaging;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Short work on many records at once, each of which may be handed out again at any time. */
@FunctionalInterface
public interface BatchWork {

  /** Works the records; when this returns, all of them are done with. */
  void work(List<ConsumerRecord<byte[], byte[]>> records);
}
