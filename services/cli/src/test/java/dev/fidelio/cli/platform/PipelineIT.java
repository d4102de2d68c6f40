package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.testing.SmallMnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole road over separate processes, with real MNIST images and a small network. */
class PipelineIT {

  private static final String SCORECARD = "scores/default/scorecard.png";
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String NETWORK =
      "\"hiddenSizes\": [64], \"latentSize\": 4, \"seed\": 1, \"epochs\": ";

  @TempDir Path state;

  private PlatformSetup platformSetup;
  private Interfaces interfaces;

  @BeforeEach
  void start() throws Exception {
    Path images = SmallMnist.write(state.resolve("images"), 2_000);
    platformSetup =
        PlatformSetup.apart(state, Map.of("FIDELIO_DATASETS_SMALL_FOLDER", images.toString()));
    interfaces = new Interfaces(platformSetup);
    up();
  }

  @AfterEach
  void stop() {
    platform().down();
  }

  @Test
  void aLineOfJsonBecomesAPromotedVersionThroughBadRequestsAndAKilledTrainer() throws Exception {
    for (int i = 0; i < 10; i++) {
      send("{\"model\": \"digits\", \"hyperparameters\": {\"epochs\": -" + i + "}}");
    }
    send(request("first", 2));
    JsonNode first = awaitState("first", "COMPLETED");
    assertThat(first.path("version").asInt()).isEqualTo(1);
    assertThat(first.path("scores").path(0).path("value").asDouble()).isPositive();
    assertThat(interfaces.items("experiments?state=REJECTED")).hasSize(10);

    send(request("second", 60));
    await()
        .atMost(LONG)
        .until(
            () ->
                interfaces.registry("experiments/second").path("losses").path("epoch").asInt()
                    >= 2);
    kill("trainer");
    up();
    JsonNode second = awaitState("second", "COMPLETED");

    assertThat(second.path("attempt").asInt()).isEqualTo(2);
    assertThat(second.path("version").asInt()).isEqualTo(2);
    assertThat(interfaces.items("models/digits/versions")).hasSize(2);
    assertThat(interfaces.items("experiments/second/metrics?name=test_loss")).hasSize(60);
    assertThat(interfaces.file("experiments/second/artifacts/samples/default/grid.png"))
        .startsWith(0x89, 'P', 'N', 'G');
    assertThat(interfaces.promote("digits", "champion", 2)).isEqualTo(201);
    assertMirrored(second);
    Taking taking = new Taking(platformSetup, Files.createDirectory(state.resolve("taken")));
    taking.compare("digits");
    taking.draw("digits@champion");
    taking.decode("digits:2", state.resolve("mlflow/venv/bin/python"));
    Operating operating =
        new Operating(platformSetup, platform().variables().get("KAFKA_BOOTSTRAP_SERVERS"));
    operating.rebuild("second");
    operating.replay("second");
    operating.replayInVain("lost");
    Deciding deciding = new Deciding(platformSetup);
    assertThat(deciding.challenge("first").path("promoted").asBoolean()).isTrue();
    assertThat(deciding.challenge("second").path("promoted").asBoolean()).isTrue();
    deciding.challengeInVain(request("worse", 1));
    deciding.decide("digits");
    new Retraining(platformSetup, interfaces).promoteWhatIsBetter();
    taking.miss(
        "digits:1",
        "experiments/first/checkpoints/epoch-0002.safetensors",
        state.resolve("artifacts").toUri());
  }

  private void assertMirrored(JsonNode experiment) {
    String run = experiment.path("mlflow").path("runId").asText();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              JsonNode mirrored = interfaces.mlflow("runs/get?run_id=" + run).path("run");
              assertThat(mirrored.path("info").path("status").asText()).isEqualTo("FINISHED");
              JsonNode curve =
                  interfaces
                      .mlflow("metrics/get-history?metric_key=test_loss&run_id=" + run)
                      .path("metrics");
              assertThat(curve).hasSize(60);
              assertThat(mirrored.path("data").path("metrics").toString())
                  .contains("\"fid\"", "\"fid_uncertainty\"", "\"kid\"", "\"precision\"");
              assertThat(interfaces.file(mirrored, SCORECARD))
                  .isEqualTo(interfaces.file("experiments/second/artifacts/" + SCORECARD));
              JsonNode champion =
                  interfaces
                      .mlflow("registered-models/alias?name=digits&alias=champion")
                      .path("model_version");
              assertThat(champion.path("run_id").asText()).isEqualTo(run);
            });
  }

  private static String request(String id, int epochs) {
    return "{\"experimentId\": \"%s\", \"model\": \"digits\", \"dataset\": \"small\",".formatted(id)
        + " \"evaluation\": {\"samples\": 512, \"allow\": [\"other-dataset\"]},"
        + " \"promotion\": {\"alias\": \"latest-good\"},"
        + " \"hyperparameters\": {"
        + NETWORK
        + epochs
        + "}}";
  }

  private void send(String request) throws Exception {
    StringSerializer serializer = new StringSerializer();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", platform().variables().get("KAFKA_BOOTSTRAP_SERVERS"));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, serializer, serializer)) {
      producer.send(new ProducerRecord<>("experiment-requested", request)).get();
    }
  }

  private JsonNode awaitState(String id, String state) {
    await()
        .atMost(LONG)
        .until(() -> interfaces.registry("experiments/" + id), found -> isIn(found, state));
    // The version and the run are decided beside the road and may be a moment behind.
    await()
        .atMost(LONG)
        .until(
            () ->
                interfaces.registry("experiments/" + id).has("version")
                    && interfaces.registry("experiments/" + id).has("mlflow"));
    return interfaces.registry("experiments/" + id);
  }

  private static boolean isIn(JsonNode experiment, String state) {
    assertThat(experiment.path("state").asText())
        .as(experiment.toString())
        .isNotIn("FAILED", "REJECTED");
    return experiment.path("state").asText().equals(state);
  }

  private void kill(String name) throws IOException {
    PartStatus partStatus =
        platform().status().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    LocalProcess.find(partStatus.pid()).orElseThrow().stop("KILL", Duration.ofSeconds(10));
  }

  private Platform platform() {
    return new Platform(platformSetup, line -> {}, false);
  }

  private void up() {
    StartedParts startedParts = new StartedParts(platformSetup, line -> {});
    try {
      platform().up(startedParts);
    } finally {
      startedParts.keep();
    }
  }
}
