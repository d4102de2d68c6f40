package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rebuilds and dead letters on the command line. */
@ExtendWith(SharedPlatform.Extension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsIT {

  private final SharedPlatform platform;

  OperationsIT(SharedPlatform platform) throws Exception {
    this.platform = platform;
    platform.trainedVersions();
  }

  @Test
  void theRegistrysHistoryIsRebuilt() throws Exception {
    CommandRun rebuilt = platform.fidelio("rebuild", "registry");
    CommandRun shown = platform.fidelio("show", "second", "--json");

    assertThat(rebuilt.code()).as(rebuilt.err()).isZero();
    assertThat(shown.json().path("state").asText()).isEqualTo("COMPLETED");
    assertThat(platform.fidelio("rebuild").code()).isEqualTo(2);
  }

  // First: the failed experiment of another test has no acceptance, so no run can be made for it.
  @Test
  @Order(1)
  void rebuildingAnMlflowThatLacksNothingChangesNothing() throws Exception {
    CommandRun rebuilt = platform.fidelio("rebuild", "tracker", "--json");

    assertThat(rebuilt.code()).as(rebuilt.err()).isZero();
    assertThat(rebuilt.json().path("mended")).isEmpty();
  }

  @Test
  void textInAnyScriptIsTheSameInEveryPart() throws Exception {
    Map<String, String> tags =
        Map.of(
            "😀",
            "👩‍👩‍👧",
            "e\u0301",
            "NFD",
            "\u00e9",
            "NFC",
            "שלום",
            "\u202eRTL",
            "\"\n\u2028",
            "'\\");
    ObjectNode request = Json.mapper().createObjectNode();
    request.put("experimentId", "script").put("model", "script").put("dataset", "small");
    request.set("tags", Json.mapper().valueToTree(tags));
    request.putObject("hyperparameters").put("epochs", 1000);
    platform.send("experiment-requested", request.toString());
    await().atMost(SharedPlatform.LONG).until(() -> shown("script").code() == 0);

    CommandRun cancelled = platform.fidelio("cancel", "script", "--reason", "too slow");
    await().atMost(SharedPlatform.LONG).until(() -> isIn("script", "CANCELLED"));
    JsonNode experiment = shown("script").json();
    String run =
        await()
            .atMost(SharedPlatform.LONG)
            .until(() -> shown("script").json().at("/mlflow/runId").asText(), id -> !id.isEmpty());
    JsonNode mirrored = platform.http().mlflow("runs/get?run_id=" + run).at("/run/data/tags");

    assertThat(cancelled.code()).as(cancelled.err()).isZero();
    assertThat(platform.fidelio("runs").code()).isZero();
    assertThat(platform.fidelio("show", "script").code()).isZero();
    assertThat(experiment.path("tags")).isEqualTo(request.path("tags"));
    assertThat(experiment.at("/cancellation/reason").asText()).isEqualTo("too slow");
    assertThat(platform.http().registry("experiments/script").path("tags"))
        .isEqualTo(request.path("tags"));
    assertThat(mirrored.findValuesAsText("value")).containsAll(tags.values());
  }

  @Test
  void aDeadLetterOfACompletedExperimentIsShownAndReplayed() throws Exception {
    JsonNode letter = deadLetterOf("second");
    String record = letter.path("record").asText();

    CommandRun shown = platform.fidelio("dead-letters", "show", record);
    CommandRun replayed = platform.fidelio("dead-letters", "replay", record);
    CommandRun unknown = platform.fidelio("dead-letters", "replay", "nowhere-0@1");

    assertThat(letter.path("topic").asText()).isEqualTo("sampling-requested");
    assertThat(letter.path("cause").asText()).contains("CloudEvent");
    assertThat(shown.out()).contains("second");
    assertThat(replayed.code()).as(replayed.err()).isZero();
    assertThat(unknown.code()).isEqualTo(1);
  }

  @Test
  void aDeadLetterOfAFailedExperimentIsNotReplayed() throws Exception {
    ExperimentFailed fact = new ExperimentFailed("lost", "sampling/default", 5, "why");
    KafkaSettings settings = new KafkaSettings(platform.kafka(), "", "test", Map.of());
    try (Publisher publisher = new Publisher(settings)) {
      publisher.publish(List.of(Message.of("lost", Instant.now(), "test", fact)));
    }
    String record = deadLetterOf("lost").path("record").asText();
    await().atMost(SharedPlatform.LONG).until(() -> isIn("lost", "FAILED"));

    CommandRun refused = platform.fidelio("dead-letters", "replay", record);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("fidelio resume lost");
  }

  private boolean isIn(String experiment, String state) throws IOException, InterruptedException {
    CommandRun shown = shown(experiment);
    return shown.code() == 0 && shown.json().path("state").asText().equals(state);
  }

  private CommandRun shown(String experiment) throws IOException, InterruptedException {
    return platform.fidelio("show", experiment, "--json");
  }

  /** Sends a sampling request that is no CloudEvent; the dead letter that it becomes. */
  private JsonNode deadLetterOf(String experiment) throws Exception {
    int before = deadLetters().size();
    platform.send(
        "sampling-requested", "{\"experiment\": {\"experimentId\": \"" + experiment + "\"}}");
    await().atMost(SharedPlatform.LONG).until(() -> deadLetters().size() > before);
    List<JsonNode> letters = deadLetters();
    return letters.get(letters.size() - 1);
  }

  private List<JsonNode> deadLetters() throws IOException, InterruptedException {
    JsonNode letters = platform.fidelio("dead-letters", "--json").json();
    return StreamSupport.stream(letters.spliterator(), false).toList();
  }
}
