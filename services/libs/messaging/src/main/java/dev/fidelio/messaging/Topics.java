package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics with explicit settings and checks the broker's configuration. */
public final class Topics {

  /** Enough for several registries and trackers. */
  private static final int PARTITIONS = 4;

  /**
   * Workers share the records of one partition. With more partitions than workers, the broker
   * assigns each worker its own partitions, whose records wait for that worker even while others
   * are idle.
   */
  private static final int WORK_PARTITIONS = 1;

  private static final int MAX_TRIES = 50;
  private static final long PAUSE_MILLIS = 200;

  /** Deliveries after which the broker discards a record: the largest value that it accepts. */
  static final int DELIVERY_LIMIT = 10;

  private static final String DELIVERY_LIMIT_SETTING = "group.share.delivery.count.limit";

  private final Admin admin;
  private final KafkaSettings kafka;

  public Topics(Admin admin, KafkaSettings kafka) {
    this.admin = admin;
    this.kafka = kafka;
  }

  /**
   * Creates missing topics and checks existing ones.
   *
   * @throws IllegalStateException if a topic or the broker is set up so that records could be lost
   * @throws ExecutionException if the broker does not answer
   */
  public void ensure() throws ExecutionException, InterruptedException {
    List<NewTopic> wanted = wanted();
    for (Map.Entry<String, KafkaFuture<Void>> created :
        admin.createTopics(wanted).values().entrySet()) {
      try {
        created.getValue().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    checkRetention(wanted);
    checkDeliveryLimit();
  }

  /**
   * Starts a topic's share group at the oldest record; by default the group skips records sent
   * before its first member joined.
   */
  public void readFromTheBeginning(Topic work) throws ExecutionException, InterruptedException {
    ConfigResource group =
        new ConfigResource(ConfigResource.Type.GROUP, ShareConsumers.group(kafka, work));
    ConfigEntry earliest = new ConfigEntry("share.auto.offset.reset", "earliest");
    admin
        .incrementalAlterConfigs(
            Map.of(group, List.of(new AlterConfigOp(earliest, AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  private List<NewTopic> wanted() {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      String retention = topic.retention().map(time -> Long.toString(time.toMillis())).orElse("-1");
      String cleanup =
          topic.isCompacted()
              ? TopicConfig.CLEANUP_POLICY_COMPACT
              : TopicConfig.CLEANUP_POLICY_DELETE;
      String aMonth = Long.toString(Topic.DEAD_LETTER_RETENTION.toMillis());
      int partitions = topic.isWork() ? WORK_PARTITIONS : PARTITIONS;
      topics.add(newTopic(topic.name(kafka.prefix()), partitions, retention, cleanup));
      topics.add(
          newTopic(
              topic.deadLetterName(kafka.prefix()),
              PARTITIONS,
              aMonth,
              TopicConfig.CLEANUP_POLICY_DELETE));
    }
    return topics;
  }

  private static NewTopic newTopic(
      String name, int partitions, String retentionMillis, String cleanup) {
    // Replication is the broker's own default: 1 where there is one broker, 3 in production.
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                retentionMillis,
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.CLEANUP_POLICY_CONFIG,
                cleanup));
  }

  private void checkRetention(List<NewTopic> wanted)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> topics =
        wanted.stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
            .toList();
    Map<ConfigResource, Config> found = describe(topics);
    for (NewTopic topic : wanted) {
      Config config = found.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
      for (Map.Entry<String, String> setting : topic.configs().entrySet()) {
        String has = config.get(setting.getKey()).value();
        if (!setting.getValue().equals(has)) {
          throw new IllegalStateException(
              "topic %s has %s=%s and needs %s"
                  .formatted(topic.name(), setting.getKey(), has, setting.getValue()));
        }
      }
    }
  }

  /** The topics' configuration; the broker may not know a topic right after its creation. */
  private Map<ConfigResource, Config> describe(List<ConfigResource> topics)
      throws ExecutionException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return admin.describeConfigs(topics).all().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || tries == MAX_TRIES) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private void checkDeliveryLimit() throws ExecutionException, InterruptedException {
    String anyBroker = admin.describeCluster().nodes().get().iterator().next().idString();
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, anyBroker);
    ConfigEntry limit =
        admin
            .describeConfigs(Arrays.asList(broker))
            .all()
            .get()
            .get(broker)
            .get(DELIVERY_LIMIT_SETTING);
    if (limit == null || Integer.parseInt(limit.value()) < DELIVERY_LIMIT) {
      throw new IllegalStateException(
          "the broker has %s=%s and needs %d, or it drops records that workers merely release"
              .formatted(
                  DELIVERY_LIMIT_SETTING, limit == null ? "none" : limit.value(), DELIVERY_LIMIT));
    }
  }
}
