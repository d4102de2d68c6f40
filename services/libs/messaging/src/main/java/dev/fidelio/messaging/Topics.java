package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import java.util.ArrayList;
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

/** Creates the topics with explicit settings and checks those of existing topics. */
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

  private final Admin admin;
  private final KafkaSettings kafka;

  public Topics(Admin admin, KafkaSettings kafka) {
    this.admin = admin;
    this.kafka = kafka;
  }

  /**
   * Creates missing topics and checks existing ones.
   *
   * @throws IllegalStateException if a topic is set up so that records could be lost
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
  }

  /**
   * Configures a topic's share group: it starts at the oldest record, not at the one after its
   * first member joined, and hands out neither records of aborted transactions nor of open ones.
   */
  public void configureGroup(Topic work) throws ExecutionException, InterruptedException {
    ConfigResource group =
        new ConfigResource(ConfigResource.Type.GROUP, ShareConsumers.group(kafka, work));
    admin
        .incrementalAlterConfigs(
            Map.of(
                group,
                List.of(
                    set("share.auto.offset.reset", "earliest"),
                    set("share.isolation.level", "read_committed"))))
        .all()
        .get();
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
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
}
