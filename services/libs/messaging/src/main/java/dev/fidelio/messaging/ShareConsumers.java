package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens members of a topic's share group, which is named after the topic. */
final class ShareConsumers {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private ShareConsumers() {}

  /** A member that takes one record at a time, so that no worker hoards the backlog. */
  static ShareConsumer<byte[], byte[]> one(KafkaSettings kafka, Topic topic) {
    return open(kafka, topic, 1, "record_limit");
  }

  /** A member that takes up to {@code max} records at a time. */
  static ShareConsumer<byte[], byte[]> batches(KafkaSettings kafka, Topic topic, int max) {
    return open(kafka, topic, max, "batch_optimized");
  }

  private static ShareConsumer<byte[], byte[]> open(
      KafkaSettings kafka, Topic topic, int max, String acquireMode) {
    Map<String, Object> settings = kafka.common();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group(kafka, topic));
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.service() + "-" + topic.plainName());
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, max);
    settings.put("share.acknowledgement.mode", "explicit");
    settings.put("share.acquire.mode", acquireMode);
    ByteArrayDeserializer deserializer = new ByteArrayDeserializer();
    ShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(settings, deserializer, deserializer);
    consumer.subscribe(List.of(topic.name(kafka.prefix())));
    return consumer;
  }

  /**
   * Whether the record is close to its delivery limit, after which the broker discards it. One
   * delivery remains in case republishing fails.
   */
  static boolean isNearlyBuried(ConsumerRecord<?, ?> record) {
    return deliveries(record) >= BrokerLimits.DELIVERIES - 1;
  }

  /** How often the broker has delivered the record, as far as it knows. */
  static int deliveries(ConsumerRecord<?, ?> record) {
    return record.deliveryCount().orElse((short) 1);
  }

  /** Closes a member without waiting long for an unavailable broker. */
  static void close(ShareConsumer<?, ?> consumer) {
    consumer.close(CLOSE_TIMEOUT);
  }

  static String group(KafkaSettings kafka, Topic topic) {
    return kafka.group(topic.plainName());
  }

  /**
   * Returns if the broker has confirmed every acknowledgement of a commit.
   *
   * @throws KafkaException the first rejection
   */
  static void requireConfirmed(Map<TopicIdPartition, Optional<KafkaException>> committed) {
    for (Optional<KafkaException> failure : committed.values()) {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }
}
