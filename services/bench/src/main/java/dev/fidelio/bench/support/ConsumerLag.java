package dev.fidelio.bench.support;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Measures how far a consumer group is behind. */
public final class ConsumerLag {

  private ConsumerLag() {}

  /**
   * The number of records in the topics that the group has not processed yet.
   *
   * @throws IOException if the broker cannot be queried
   */
  public static long records(KafkaSettings kafka, String group, Set<Topic> topics)
      throws IOException {
    Set<String> names =
        topics.stream().map(topic -> topic.name(kafka.prefix())).collect(Collectors.toSet());
    try (Admin admin = Admin.create(kafka.common())) {
      Map<TopicPartition, OffsetSpec> requests = new HashMap<>();
      admin
          .describeTopics(names)
          .allTopicNames()
          .get()
          .forEach(
              (topic, description) ->
                  description
                      .partitions()
                      .forEach(
                          each ->
                              requests.put(
                                  new TopicPartition(topic, each.partition()),
                                  OffsetSpec.latest())));
      Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(requests).all().get();
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(kafka.group(group)).partitionsToOffsetAndMetadata().get();
      return ends.entrySet().stream()
          .mapToLong(end -> end.getValue().offset() - offset(read.get(end.getKey())))
          .sum();
    } catch (ExecutionException e) {
      throw new IOException("cannot read the offsets of group " + group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static long offset(OffsetAndMetadata read) {
    return read == null ? 0 : read.offset();
  }
}
