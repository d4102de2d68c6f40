package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.testing.TestServers;
import dev.fidelio.testing.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;

/** A real broker, and topics of its own for each test. */
abstract class KafkaTest {

  static final LoopListener NO_LISTENER = listener(outcome -> {});

  static LoopListener listener(Consumer<LoopListener.Outcome> outcomes) {
    return new LoopListener() {
      @Override
      public void processed(String topic, Outcome outcome, boolean redelivered, Duration time) {
        outcomes.accept(outcome);
      }

      @Override
      public void renewed(String topic) {}
    };
  }

  /** The shortest that a broker allows. */
  static final Duration LOCK = Duration.ofSeconds(15);

  KafkaSettings kafka;

  @BeforeEach
  void createTopics() throws Exception {
    String prefix = "test-" + UUID.randomUUID() + ".";
    kafka = new KafkaSettings(TestServers.kafka(), prefix, "test", Map.of());
    try (Admin admin = Admin.create(kafka.common())) {
      Topics topics = new Topics(admin, kafka);
      topics.ensure();
      topics.configureGroup(Topic.TRAINING_REQUESTED);
    }
  }

  void shortenLock() throws Exception {
    ConfigResource group =
        new ConfigResource(
            ConfigResource.Type.GROUP, ShareConsumers.group(kafka, Topic.TRAINING_REQUESTED));
    ConfigEntry lock =
        new ConfigEntry("share.record.lock.duration.ms", Long.toString(LOCK.toMillis()));
    try (Admin admin = Admin.create(kafka.common())) {
      admin
          .incrementalAlterConfigs(
              Map.of(group, List.of(new AlterConfigOp(lock, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  void send(String topic, String value) throws Exception {
    ByteArraySerializer serializer = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka.common(), serializer, serializer)) {
      producer.send(new ProducerRecord<>(topic, value.getBytes())).get();
    }
  }

  /** Everything that a topic holds now. */
  List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    return TopicReader.all(kafka.common(), topic);
  }
}
