package dev.fidelio.messaging;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens consumers that read from the oldest record on and commit only what they are told to. */
public final class Consumers {

  private Consumers() {}

  /**
   * Opens a consumer.
   *
   * @param name what reads, the end of its client id
   * @param further settings that only this consumer has
   */
  public static Consumer<byte[], byte[]> open(
      KafkaSettings kafka, String name, Map<String, Object> further) {
    Map<String, Object> settings = kafka.common();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.service() + "-" + name);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.putAll(further);
    ByteArrayDeserializer deserializer = new ByteArrayDeserializer();
    return new KafkaConsumer<>(settings, deserializer, deserializer);
  }
}
