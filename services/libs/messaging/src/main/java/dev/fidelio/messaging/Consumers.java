package dev.fidelio.messaging;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens consumers, all of which read committed records only, from the earliest one on. */
public final class Consumers {

  private static final String READ_COMMITTED = "read_committed";

  /** How long a killed member of a group keeps its partitions from the others, 45 s by default. */
  private static final int SESSION_MILLIS = 15_000;

  private Consumers() {}

  /**
   * A consumer that neither commits offsets by itself nor creates topics.
   *
   * @param name the end of its client id
   * @param settings further settings
   */
  public static Consumer<byte[], byte[]> open(
      KafkaSettings kafka, String name, Map<String, Object> settings) {
    Map<String, Object> all = kafka.common();
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.service() + "-" + name);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    all.putAll(settings);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(all, bytes, bytes);
  }
}
