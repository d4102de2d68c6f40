package dev.fidelio.registry;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.testing.TopicReader;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads topics without a consumer group. */
final class TopicReaders {

  private TopicReaders() {}

  /** All current records of a topic. */
  static List<ConsumerRecord<byte[], byte[]>> read(KafkaSettings kafka, Topic topic) {
    return TopicReader.all(kafka.common(), topic.name(kafka.prefix()));
  }
}
