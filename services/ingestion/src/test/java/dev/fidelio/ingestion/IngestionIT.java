package dev.fidelio.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.ExperimentAccepted;
import dev.fidelio.contracts.ExperimentCancelled;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.contracts.Violation;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IngestionServers.class)
class IngestionIT {

  private static final Duration LONG = Duration.ofMinutes(3);

  @Inject KafkaSettings kafka;
  @Inject Publisher publisher;

  @ConfigProperty(name = "fidelio.artifacts.uri")
  URI address;

  private final List<Message> received = new ArrayList<>();
  private KafkaConsumer<byte[], byte[]> consumer;

  @BeforeEach
  void listen() {
    Map<String, Object> settings = kafka.common();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "ingestion-it-" + System.nanoTime());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    ByteArrayDeserializer deserializer = new ByteArrayDeserializer();
    consumer = new KafkaConsumer<>(settings, deserializer, deserializer);
    consumer.subscribe(
        Stream.of(Topic.EXPERIMENT_EVENT, Topic.TRAINING_REQUESTED)
            .map(topic -> topic.name(kafka.prefix()))
            .toList());
  }

  @AfterEach
  void close() {
    consumer.close();
  }

  @Test
  void aLineOfJsonBecomesATrainingOnVerifiedImages() {
    submit("{\"model\": \"mnist-cvae\", \"experimentId\": \"first\"}");

    TrainingRequested training = awaitSaid(TrainingRequested.class, "first").get(0);

    DatasetIngested dataset = awaitSaid(DatasetIngested.class, training.datasetDigest()).get(0);
    assertThat(dataset.trainCount()).isEqualTo(60_000);
    assertThat(dataset.testLabelCounts())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(awaitSaid(ExperimentAccepted.class, "first")).hasSize(1);
  }

  @Test
  void malformedRecordsAreRejectedWithReasonsAndDelayNothing() {
    List<String> malformed =
        List.of(
            "",
            "nonsense",
            "[]",
            "17",
            "{\"model\": 1}",
            "{\"model\": \"UPPER\"}",
            "{\"model\": \"m\", \"dataset\": \"cifar\"}",
            "{\"model\": \"m\", \"hyperparameters\": {\"epochs\": 0}}",
            "{\"model\": \"m\", \"surprise\": true}",
            "{\"model\": \"m\", \"evaluation\": {\"extractor\": \"none\"}}");
    malformed.forEach(this::submit);
    submit("{\"model\": \"mnist-cvae\", \"experimentId\": \"behind-them\"}");

    assertThat(awaitSaid(TrainingRequested.class, "behind-them")).hasSize(1);
    await().atMost(LONG).until(() -> facts(ExperimentRejected.class).size() >= malformed.size());
    assertThat(facts(ExperimentRejected.class))
        .allSatisfy(rejected -> assertThat(rejected.violations()).isNotEmpty());
  }

  @Test
  void aRequestWithThousandsOfViolationsIsRejectedBrieflyAndTheOthersOfItsBatchAreAccepted() {
    int good = 499;
    StringBuilder bad = new StringBuilder("{\"model\": \"m\"");
    for (int i = 0; i < 4_680; i++) {
      bad.append(",\"").append(Integer.toString(i, 36)).append("\":1");
    }
    for (int i = 0; i < good; i++) {
      if (i == good / 2) {
        submit(bad.append('}').toString());
      }
      submit("{\"model\": \"mnist-cvae\", \"experimentId\": \"beside-" + i + "\"}");
    }

    await()
        .atMost(LONG)
        .until(
            () ->
                facts(ExperimentAccepted.class).stream()
                        .filter(accepted -> accepted.key().startsWith("beside-"))
                        .count()
                    == good);

    List<Violation> violations =
        facts(ExperimentRejected.class).stream()
            .map(ExperimentRejected::violations)
            .filter(each -> each.size() > 50)
            .findFirst()
            .orElseThrow();
    assertThat(violations).hasSize(101);
    assertThat(violations.get(100).value()).isEqualTo("and 4580 more violations");
  }

  @Test
  void theSameRequestTwiceIsOneExperiment() {
    submit("{\"model\": \"mnist-cvae\", \"experimentId\": \"twice\"}");
    submit("{\"experimentId\": \"twice\", \"model\": \"mnist-cvae\"}");
    submit("{\"model\": \"mnist-cvae\", \"experimentId\": \"after-twice\"}");

    awaitSaid(TrainingRequested.class, "after-twice");

    assertThat(awaitSaid(TrainingRequested.class, "twice")).hasSize(1);
  }

  @Test
  void theSameRequestAThousandTimesIsOneExperimentAndAnotherOfItsIdIsRejectedAlone() {
    String same = "{\"model\": \"mnist-cvae\", \"experimentId\": \"thousand\"}";
    for (int i = 0; i < 1_000; i++) {
      submit(same);
    }
    submit("{\"model\": \"another-model\", \"experimentId\": \"thousand\"}");
    submit("{\"model\": \"mnist-cvae\", \"experimentId\": \"after-thousand\"}");

    awaitSaid(TrainingRequested.class, "after-thousand");

    await()
        .atMost(LONG)
        .until(
            () ->
                facts(ExperimentRejected.class).stream()
                    .anyMatch(rejected -> "thousand".equals(rejected.wantedId())));
    assertThat(awaitSaid(TrainingRequested.class, "thousand")).hasSize(1);
    assertThat(awaitSaid(ExperimentAccepted.class, "thousand")).hasSize(1);
  }

  @Test
  void aCancellationNeedsNoHeaders() throws Exception {
    submit("{\"model\": \"mnist-cvae\", \"experimentId\": \"unwanted\"}");
    awaitSaid(ExperimentAccepted.class, "unwanted");

    ByteArraySerializer serializer = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka.common(), serializer, serializer)) {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.CANCELLATION_REQUESTED.name(kafka.prefix()),
                  "unwanted".getBytes(StandardCharsets.UTF_8),
                  "{\"experimentId\": \"unwanted\"}".getBytes(StandardCharsets.UTF_8)))
          .get();
    }

    awaitSaid(ExperimentCancelled.class, "unwanted");
    // The stage that the cancellation ends may announce the same event again.
    assertThat(
            received.stream()
                .filter(message -> message.type().equals("experiment-cancelled"))
                .map(Message::id)
                .distinct())
        .hasSize(1);
  }

  @Test
  void aMirrorThatIsDownIsWaitedForVisiblyAndHoldsUpNothingBehind() {
    submit("{\"model\": \"m\", \"experimentId\": \"waits\", \"dataset\": \"flaky\"}");
    await().atMost(LONG).until(() -> ready().contains("data set flaky is unavailable since"));
    submit("{\"model\": \"m\", \"experimentId\": \"behind-it\", \"dataset\": \"steady\"}");
    submit("{\"model\": \"m\", \"experimentId\": \"unwanted-2\", \"dataset\": \"flaky\"}");
    CancellationRequested cancellation = new CancellationRequested("unwanted-2", null);
    publisher.publish(List.of(Message.of("cancel-2", Instant.now(), "test", cancellation)));

    awaitSaid(TrainingRequested.class, "behind-it");
    awaitSaid(ExperimentCancelled.class, "unwanted-2");
    assertThat(facts(TrainingRequested.class))
        .noneMatch(training -> training.key().equals("waits"));
    TinyMirror.repair();
    awaitSaid(TrainingRequested.class, "waits");

    assertThat(facts(ExperimentFailed.class)).isEmpty();
    assertThat(awaitSaid(ExperimentAccepted.class, "waits")).hasSize(1);
    await().atMost(LONG).until(() -> !ready().contains("flaky"));
  }

  @Test
  void aDatasetThatHasRottedInTheStoreIsFetchedAgainAndTheDamagedFileKept() throws Exception {
    submit("{\"model\": \"m\", \"experimentId\": \"before\", \"dataset\": \"steady\"}");
    String digest = awaitSaid(TrainingRequested.class, "before").get(0).datasetDigest();
    Path images = Path.of(address).resolve("datasets/" + digest + "/test-images");
    byte[] content = Files.readAllBytes(images);
    Files.write(images, new byte[content.length]);

    submit("{\"model\": \"m\", \"experimentId\": \"after\", \"dataset\": \"steady\"}");

    assertThat(awaitSaid(TrainingRequested.class, "after").get(0).datasetDigest())
        .isEqualTo(digest);
    assertThat(images).hasBinaryContent(content);
    assertThat(images.getParent())
        .isDirectoryContaining(file -> file.toString().contains("test-images.damaged-"));
  }

  private static String ready() {
    return RestAssured.get("/q/health/ready").asString();
  }

  private void submit(String request) {
    publisher.submit(request.getBytes(StandardCharsets.UTF_8));
  }

  /** All messages of a type with a key, once there is one. */
  private <P extends Payload> List<P> awaitSaid(Class<P> type, String key) {
    await()
        .atMost(LONG)
        .until(() -> facts(type).stream().anyMatch(payload -> payload.key().equals(key)));
    return facts(type).stream().filter(payload -> payload.key().equals(key)).toList();
  }

  private <P extends Payload> List<P> facts(Class<P> type) {
    consumer
        .poll(Duration.ofMillis(200))
        .forEach(record -> received.add(MessageCodec.read(record, kafka.prefix())));
    return received.stream()
        .flatMap(message -> message.payload().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
