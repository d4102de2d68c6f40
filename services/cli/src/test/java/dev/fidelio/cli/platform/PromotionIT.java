package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Automatic promotion, and promotion, rollback and archiving on the command line. */
@ExtendWith(SharedPlatform.Extension.class)
class PromotionIT {

  private final SharedPlatform platform;

  PromotionIT(SharedPlatform platform) throws Exception {
    this.platform = platform;
    platform.trainedVersions();
  }

  @Test
  void eachBetterVersionTakesTheAliasThatItsRequestNames() throws Exception {
    assertThat(decision("first").path("promoted").asBoolean()).isTrue();
    assertThat(decision("second").path("promoted").asBoolean()).isTrue();
  }

  @Test
  void aWorseVersionIsNotPromoted() throws Exception {
    String request = TrainedVersions.request("worse", 1);
    Path file = Files.writeString(platform.state().resolve("worse.json"), request);

    CommandRun submitted =
        platform.fidelio("submit", "--id", "worse", "--file", file.toString(), "--watch");

    assertThat(submitted.code()).as(submitted.err()).isZero();
    JsonNode refused = decision("worse");
    assertThat(refused.path("promoted").asBoolean()).isFalse();
    assertThat(refused.path("findings").path(0).path("code").asText()).isEqualTo("not-improved");
  }

  @Test
  void aRefusedPromotionCanBeForcedAndRolledBack() throws Exception {
    CommandRun gate =
        platform.fidelio(
            "gates", "digits", "champion", "--set", "score=fid", "--set", "noiseMargin=1");
    CommandRun refused = platform.fidelio("promote", "digits", "1", "champion");
    CommandRun unexplained = platform.fidelio("promote", "digits", "1", "champion", "--force");
    CommandRun forced =
        platform.fidelio(
            "promote", "digits", "1", "champion", "--force", "--reason", "a rehearsal");
    CommandRun rolledBack = platform.fidelio("rollback", "digits", "champion", "--json");
    CommandRun archived = platform.fidelio("archive", "digits", "1", "--reason", "worse");
    CommandRun held = platform.fidelio("archive", "digits", "2");
    JsonNode history = platform.fidelio("history", "digits", "--json").json();

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

  /** The automatic promotion of an experiment, once it is decided. */
  private JsonNode decision(String experiment) {
    return await()
        .atMost(SharedPlatform.LONG)
        .until(
            () -> platform.fidelio("show", experiment, "--json").json().path("promotion"),
            promotion -> promotion.path("state").asText().equals("decided"));
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
}
