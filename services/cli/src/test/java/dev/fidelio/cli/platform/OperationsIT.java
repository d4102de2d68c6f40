package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.ExperimentFailed;
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
    await().atMost(SharedPlatform.LONG).until(() -> hasFailed("lost"));

    CommandRun refused = platform.fidelio("dead-letters", "replay", record);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("fidelio resume lost");
  }

  private boolean hasFailed(String experiment) throws IOException, InterruptedException {
    CommandRun shown = platform.fidelio("show", experiment, "--json");
    return shown.code() == 0 && shown.json().path("state").asText().equals("FAILED");
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
