package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scheduled retraining on the command line. */
@ExtendWith(SharedPlatform.Extension.class)
class ScheduledRetrainingIT {

  private static final String NEVER = "0 0 29 2 *";
  private static final String TEMPLATE =
      """
      {"model": "retrained", "dataset": "small",
       "evaluation": {"samples": 512, "allow": ["other-dataset"]},
       "hyperparameters": {"hiddenSizes": [64], "latentSize": 4, "seed": 1}}""";

  private final SharedPlatform platform;

  ScheduledRetrainingIT(SharedPlatform platform) {
    this.platform = platform;
  }

  @Test
  void retrainingPromotesOnlyABetterVersion() throws Exception {
    Path template = Files.writeString(platform.state().resolve("template.json"), TEMPLATE);
    String file = template.toString();
    schedules("set", "again", "--cron", NEVER, "--template", file, "--promote", "champion");

    JsonNode first = retrain(4);
    JsonNode worse = retrain(1);
    JsonNode better = retrain(20);

    assertThat(first.at("/promotion/promoted").asBoolean()).as(first.toString()).isTrue();
    assertThat(worse.at("/promotion/promoted").asBoolean()).as(worse.toString()).isFalse();
    assertThat(worse.at("/promotion/findings/0/code").asText()).isEqualTo("not-improved");
    assertThat(better.at("/promotion/promoted").asBoolean()).as(better.toString()).isTrue();
    assertThat(platform.http().registry("models/retrained/aliases/champion").path("version"))
        .isEqualTo(better.path("version"));
    assertThat(schedules("firings", "again").out())
        .contains("manual", "promoted", "not promoted: not-improved");
  }

  @Test
  void enablingAnUnknownScheduleFails() throws Exception {
    assertThat(platform.fidelio("schedules", "enable", "no-such").code()).isEqualTo(1);
  }

  /** Triggers the schedule for so many epochs; its firing, once the promotion is decided. */
  private JsonNode retrain(int epochs) throws IOException, InterruptedException {
    schedules("set", "again", "--epochs", Integer.toString(epochs));
    String experiment = schedules("trigger", "again").out().strip();
    await()
        .atMost(SharedPlatform.LONG)
        .until(() -> lastFiring().at("/promotion/promoted").isBoolean());
    assertThat(lastFiring().path("experiment").asText()).isEqualTo(experiment);
    return lastFiring();
  }

  private JsonNode lastFiring() {
    return platform.http().registry("schedules/again/firings").path("items").path(0);
  }

  private CommandRun schedules(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("schedules"));
    command.addAll(List.of(arguments));
    CommandRun run = platform.fidelio(command.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }
}
