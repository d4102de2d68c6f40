package dev.fidelio.registry.metrics;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How many records of each work topic nobody has finished yet, those being worked on included. */
final class Backlogs implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final KafkaSettings kafka;
  private final Admin admin;

  Backlogs(KafkaSettings kafka) {
    this.kafka = kafka;
    Map<String, Object> settings = kafka.common();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.admin = Admin.create(settings);
  }

  /**
   * The backlog of each work topic.
   *
   * @throws ExecutionException if the broker does not answer
   */
  Map<Topic, Long> read() throws ExecutionException, InterruptedException {
    Map<Topic, Long> backlogs = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      if (topic.isWork()) {
        backlogs.put(topic, read(topic));
      }
    }
    return backlogs;
  }

  @Override
  public void close() {
    admin.close(Duration.ofMillis(TIMEOUT_MILLIS));
  }

  private long read(Topic topic) throws ExecutionException, InterruptedException {
    String name = topic.name(kafka.prefix());
    List<TopicPartition> partitions =
        admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    Map<TopicPartition, SharePartitionOffsetInfo> done = done(kafka.group(topic.plainName()));
    Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
    long backlog = 0;
    for (TopicPartition partition : partitions) {
      SharePartitionOffsetInfo group = done.get(partition);
      // The group says nothing before its first member, and no lag before it has finished anything.
      long from = group == null ? begin.get(partition) : group.startOffset();
      long unread = Math.max(0, end.get(partition) - Math.max(from, begin.get(partition)));
      backlog += group == null ? unread : group.lag().orElse(unread);
    }
    return backlog;
  }

  private Map<TopicPartition, SharePartitionOffsetInfo> done(String group)
      throws ExecutionException, InterruptedException {
    KafkaFuture<Map<TopicPartition, SharePartitionOffsetInfo>> offsets =
        admin
            .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
            .partitionsToOffsetInfo(group);
    try {
      Map<TopicPartition, SharePartitionOffsetInfo> known = new HashMap<>(offsets.get());
      known.values().removeIf(each -> each == null);
      return known;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
    return admin.listOffsets(asked).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
