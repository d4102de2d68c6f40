package dev.fidelio.registry.offsets;

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
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Counts the unfinished records of each work topic, including those in progress. */
public final class WorkBacklogs implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final KafkaSettings kafka;
  private final Admin admin;

  public WorkBacklogs(KafkaSettings kafka) {
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
  public Map<Topic, Long> read() throws ExecutionException, InterruptedException {
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

  /**
   * Where a topic's unfinished records lie. Some of those between the ends may be finished.
   *
   * @throws ExecutionException if the broker does not answer
   */
  public Map<TopicPartition, Span> spans(Topic topic)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, SharePartitionOffsetInfo> done = done(topic);
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Span> spans = new HashMap<>();
    for (TopicPartition partition : partitions) {
      SharePartitionOffsetInfo group = done.get(partition);
      // The group says nothing before its first member.
      long from = Math.max(group == null ? 0 : group.startOffset(), begin.get(partition));
      long unread = Math.max(0, end.get(partition) - from);
      // It knows no lag before it has finished anything.
      long lag = group == null ? unread : group.lag().orElse(unread);
      // The broker tells a start offset that has moved only when it writes the next
      // acknowledgement, which does not come where all is finished.
      spans.put(partition, new Span(lag == 0 ? end.get(partition) : from, end.get(partition), lag));
    }
    return spans;
  }

  /**
   * The unfinished part of a partition.
   *
   * @param from the first offset that is not finished
   * @param to the offset of the next record that will come
   * @param unfinished how many between the two are not finished
   */
  public record Span(long from, long to, long unfinished) {}

  private long read(Topic topic) throws ExecutionException, InterruptedException {
    return spans(topic).values().stream().mapToLong(Span::unfinished).sum();
  }

  private List<TopicPartition> partitions(Topic topic)
      throws ExecutionException, InterruptedException {
    String name = topic.name(kafka.prefix());
    return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().stream()
        .map(partition -> new TopicPartition(name, partition.partition()))
        .toList();
  }

  private Map<TopicPartition, SharePartitionOffsetInfo> done(Topic topic)
      throws ExecutionException, InterruptedException {
    String group = kafka.group(topic.plainName());
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
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return admin.listOffsets(asked, committed).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
