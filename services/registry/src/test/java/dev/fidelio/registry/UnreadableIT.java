package dev.fidelio.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class UnreadableIT {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;

  @Test
  void whatCannotBeReadOrKeptIsSetAsideAndTheRestGoesOn() {
    String topic = Topic.EXPERIMENT_EVENT.name(kafka.prefix());
    Story story = Story.of("beside-1", "beside", 0);
    byte[] key = "beside-1".getBytes(StandardCharsets.UTF_8);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(kafka.common(), bytes, bytes)) {
      producer.send(new ProducerRecord<>(topic, key, "no JSON".getBytes(StandardCharsets.UTF_8)));
      producer.send(new ProducerRecord<>(topic, key, null));
      producer.send(MessageCodec.write(story.accepted(), kafka.prefix()));
      producer.send(MessageCodec.write(failed("nul", "beside-1", "why\u0000"), kafka.prefix()));
      producer.send(MessageCodec.write(failed("long", aMonstrousId(), "why"), kafka.prefix()));
      producer.send(MessageCodec.write(story.started(1), kafka.prefix()));
      producer.send(MessageCodec.write(story.trained(), kafka.prefix()));
    }

    RegistryRest.experiment("beside-1", "SAMPLING");
    RegistryRest.when("/api/v1/models/beside/versions/1", "version", 1);
    assertThat(letters()).isEqualTo(4);
  }

  /** Longer than a key of an index may be, and random, since PostgreSQL would compress it. */
  private static String aMonstrousId() {
    byte[] random = new byte[5_000];
    new Random(1).nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static Message failed(String id, String experimentId, String reason) {
    return Message.of(
        "beside-" + id, NOON, "test", new ExperimentFailed(experimentId, "training", 1, reason));
  }

  private int letters() {
    List<Object> found = new ArrayList<>();
    String topic = Topic.EXPERIMENT_EVENT.deadLetterName(kafka.prefix());
    try (TopicReader letters = new TopicReader(kafka.common(), topic)) {
      Awaitility.await()
          .until(
              () -> {
                letters.readSome(found::add);
                return found.size() >= 4;
              });
    }
    return found.size();
  }
}
