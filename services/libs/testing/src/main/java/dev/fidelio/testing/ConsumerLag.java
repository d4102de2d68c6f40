package dev.fidelio.testing;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
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
   * @param client settings of the client, {@code bootstrap.servers} among them
   * @param group the group with its prefix
   * @param topics the topics with their prefix
   * @throws IOException if the broker cannot be queried
   */
  public static long records(Map<String, Object> client, String group, Set<String> topics)
      throws IOException {
    try (Admin admin = Admin.create(client)) {
      Map<TopicPartition, OffsetSpec> requests = new HashMap<>();
      admin
          .describeTopics(topics)
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
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
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
