package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whoever decides on the command line what is in production, on a platform that runs. */
record Deciding(PlatformSetup setup) {

  private static final Duration LONG = Duration.ofMinutes(2);

  /** Whether an experiment has taken the alias that its request had asked for, once decided. */
  JsonNode challenge(String experiment) {
    return await()
        .atMost(LONG)
        .until(
            () -> fidelio("show", experiment, "--json").json().path("promotion"),
            promotion -> promotion.path("state").asText().equals("decided"));
  }

  /** Trains a version that is worse than the present one, which is kept out. */
  void challengeInVain(String request) throws IOException, InterruptedException {
    Path file = Files.writeString(setup.state().resolve("worse.json"), request);

    CommandRun submitted = fidelio("submit", "--id", "worse", "--file", file.toString(), "--watch");

    assertThat(submitted.code()).as(submitted.err()).isZero();
    JsonNode refused = challenge("worse");
    assertThat(refused.path("promoted").asBoolean()).isFalse();
    assertThat(refused.path("findings").path(0).path("code").asText()).isEqualTo("not-improved");
  }

  /** Promotes by force, rolls back and archives, of two versions of which the second is better. */
  void decide(String model) throws IOException, InterruptedException {
    CommandRun gate =
        fidelio("gates", model, "champion", "--set", "score=fid", "--set", "noiseMargin=1");
    CommandRun refused = fidelio("promote", model, "1", "champion");
    CommandRun unexplained = fidelio("promote", model, "1", "champion", "--force");
    CommandRun forced =
        fidelio("promote", model, "1", "champion", "--force", "--reason", "a rehearsal");
    CommandRun rolledBack = fidelio("rollback", model, "champion", "--json");
    CommandRun archived = fidelio("archive", model, "1", "--reason", "worse");
    CommandRun held = fidelio("archive", model, "2");
    JsonNode history = fidelio("history", model, "--json").json();

    assertThat(gate.out()).as(gate.err()).contains("noiseMargin", "lower");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("not-improved", "within-noise", "than the holder's");
    assertThat(unexplained.code()).isEqualTo(2);
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(rolledBack.json().path("version").asInt()).isEqualTo(2);
    assertThat(archived.code()).as(archived.err()).isZero();
    assertThat(held.code()).isEqualTo(1);
    assertThat(kinds(history, "champion")).containsExactly("rolled-back", "forced", "promoted");
  }

  private static List<String> kinds(JsonNode history, String alias) {
    List<String> kinds = new ArrayList<>();
    for (JsonNode promotion : history) {
      if (promotion.path("alias").asText().equals(alias)) {
        kinds.add(promotion.path("kind").asText());
      }
    }
    return kinds;
  }

  private CommandRun fidelio(String... arguments) throws IOException, InterruptedException {
    return CommandRun.of(setup, arguments);
  }
}
