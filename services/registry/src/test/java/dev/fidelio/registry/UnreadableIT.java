package dev.fidelio.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
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

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;

  @Test
  void unreadableRecordsAreSetAsideAndTheOthersProcessed() {
    String topic = Topic.EXPERIMENT_EVENT.name(kafka.prefix());
    ExampleExperiment example = CommittedExamples.of("beside-1", "beside", 0);
    ExampleExperiment forged =
        CommittedExamples.of("beside-2", "beside", 0).withPromotion("champion");
    byte[] key = "beside-1".getBytes(StandardCharsets.UTF_8);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(kafka.common(), bytes, bytes)) {
      producer.send(new ProducerRecord<>(topic, key, "no JSON".getBytes(StandardCharsets.UTF_8)));
      producer.send(new ProducerRecord<>(topic, key, null));
      for (Message message :
          List.of(
              example.accepted(),
              with(example.failed(), "/reason", "why\u0000"),
              with(example.failed(), "/experimentId", aMonstrousId()),
              with(example.failed(), "/experimentId", "beside-2"),
              forged.accepted(),
              with(forged.trained(), "/checkpoint/name", "../beside-1/checkpoints/epoch-0002"),
              with(forged.trained(), "/checkpoint/name", "a/".repeat(60_000) + "a"),
              with(forged.evaluated(), "/scores/0/value", "NaN"),
              forged.evaluated(),
              example.started(1),
              example.trained())) {
        producer.send(MessageCodec.write(message, kafka.prefix()));
      }
    }

    RegistryRest.experiment("beside-1", "SAMPLING");
    RegistryRest.when("/api/v1/models/beside/versions/1", "version", 1);
    assertThat(letters()).isEqualTo(8);
  }

  /** The message with another text in one of its fields. */
  private static Message with(Message message, String field, String value) {
    JsonPointer at = JsonPointer.compile(field);
    ((ObjectNode) message.data().at(at.head())).put(at.last().getMatchingProperty(), value);
    return message;
  }

  /** Longer than an index key may be, and random, since PostgreSQL compresses values. */
  private static String aMonstrousId() {
    byte[] random = new byte[5_000];
    new Random(1).nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private int letters() {
    List<String> found = new ArrayList<>();
    String topic = Topic.EXPERIMENT_EVENT.deadLetterName(kafka.prefix());
    try (TopicReader letters = new TopicReader(kafka.common(), topic)) {
      Awaitility.await()
          .until(
              () -> {
                letters.readSome(
                    letter -> found.add(new String(letter.key(), StandardCharsets.UTF_8)));
                found.removeIf(id -> !id.startsWith("beside-"));
                return found.size() >= 8;
              });
    }
    return found.size();
  }
}
