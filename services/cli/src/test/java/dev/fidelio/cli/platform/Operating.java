package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What an operator does on the command line, on a platform that runs.
 *
 * @param kafka the platform's bootstrap servers
 */
record Operating(PlatformSetup setup, String kafka) {

  private static final Duration LONG = Duration.ofMinutes(2);

  /** Makes the history again, and compares an MLflow that lacks nothing. */
  void rebuild(String completed) throws IOException, InterruptedException {
    CommandRun registry = fidelio("rebuild", "registry");
    CommandRun shown = fidelio("show", completed, "--json");
    CommandRun tracker = fidelio("rebuild", "tracker", "--json");

    assertThat(registry.code()).as(registry.err()).isZero();
    assertThat(shown.json().path("state").asText()).isEqualTo("COMPLETED");
    assertThat(tracker.code()).as(tracker.err()).isZero();
    assertThat(tracker.json().path("mended")).isEmpty();
    assertThat(fidelio("rebuild").code()).isEqualTo(2);
  }

  /** Replays a letter about an experiment that has ended well, which is harmless. */
  void replay(String completed) throws Exception {
    JsonNode letter = letterAbout(completed);
    String record = letter.path("record").asText();

    CommandRun shown = fidelio("dead-letters", "show", record);
    CommandRun replayed = fidelio("dead-letters", "replay", record);
    CommandRun unknown = fidelio("dead-letters", "replay", "nowhere-0@1");

    assertThat(letter.path("topic").asText()).isEqualTo("sampling-requested");
    assertThat(letter.path("cause").asText()).contains("CloudEvent");
    assertThat(shown.out()).contains(completed);
    assertThat(replayed.code()).as(replayed.err()).isZero();
    assertThat(unknown.code()).isEqualTo(1);
  }

  /** Is refused the replay of a letter about an experiment that has failed. */
  void replayInVain(String failed) throws Exception {
    ExperimentFailed fact = new ExperimentFailed(failed, "sampling/default", 5, "why");
    try (Publisher publisher = new Publisher(new KafkaSettings(kafka, "", "test", Map.of()))) {
      publisher.publish(List.of(Message.of(failed, Instant.now(), "test", fact)));
    }
    String record = letterAbout(failed).path("record").asText();
    await()
        .atMost(LONG)
        .until(
            () -> {
              CommandRun shown = fidelio("show", failed, "--json");
              return shown.code() == 0 && shown.json().path("state").asText().equals("FAILED");
            });

    CommandRun refused = fidelio("dead-letters", "replay", record);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("fidelio resume " + failed);
  }

  /** The letter that comes of a request which is no CloudEvent. */
  private JsonNode letterAbout(String experiment) throws Exception {
    String request = "{\"experiment\": {\"experimentId\": \"" + experiment + "\"}}";
    int before = letters().size();
    StringSerializer serializer = new StringSerializer();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(Map.of("bootstrap.servers", kafka), serializer, serializer)) {
      producer.send(new ProducerRecord<>("sampling-requested", request)).get();
    }
    await().atMost(LONG).until(() -> letters().size() > before);
    List<JsonNode> letters = letters();
    return letters.get(letters.size() - 1);
  }

  private List<JsonNode> letters() throws IOException, InterruptedException {
    JsonNode letters = fidelio("dead-letters", "--json").json();
    return StreamSupport.stream(letters.spliterator(), false).toList();
  }

  private CommandRun fidelio(String... arguments) throws IOException, InterruptedException {
    return CommandRun.of(setup, arguments);
  }
}
