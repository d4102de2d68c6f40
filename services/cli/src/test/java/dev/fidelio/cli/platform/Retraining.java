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

/** Retraining by a schedule, on a platform that runs. */
record Retraining(PlatformSetup setup, Interfaces interfaces) {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String NEVER = "0 0 29 2 *";
  private static final String TEMPLATE =
      """
      {"model": "retrained", "dataset": "small",
       "evaluation": {"samples": 512, "allow": ["other-dataset"]},
       "hyperparameters": {"hiddenSizes": [64], "latentSize": 4, "seed": 1}}""";

  /** Trains for 4 epochs, for one and for 20: worse is kept out, and better is promoted. */
  void promoteWhatIsBetter() throws IOException, InterruptedException {
    Path template = Files.writeString(setup.state().resolve("template.json"), TEMPLATE);
    fidelio(
        "set",
        "again",
        "--cron",
        NEVER,
        "--template",
        template.toString(),
        "--promote",
        "champion");

    JsonNode first = retrain(4);
    JsonNode worse = retrain(1);
    JsonNode better = retrain(20);

    assertThat(first.at("/promotion/promoted").asBoolean()).as(first.toString()).isTrue();
    assertThat(worse.at("/promotion/promoted").asBoolean()).as(worse.toString()).isFalse();
    assertThat(worse.at("/promotion/findings/0/code").asText()).isEqualTo("not-improved");
    assertThat(better.at("/promotion/promoted").asBoolean()).as(better.toString()).isTrue();
    assertThat(interfaces.registry("models/retrained/aliases/champion").path("version"))
        .isEqualTo(better.path("version"));
    assertThat(fidelio("firings", "again").out())
        .contains("manual", "promoted", "not promoted: not-improved");
    assertThat(CommandRun.of(setup, "schedules", "enable", "no-such").code()).isEqualTo(1);
  }

  private JsonNode retrain(int epochs) throws IOException, InterruptedException {
    fidelio("set", "again", "--epochs", Integer.toString(epochs));
    String experiment = fidelio("trigger", "again").out().strip();
    await().atMost(LONG).until(() -> last().at("/promotion/promoted").isBoolean());
    assertThat(last().path("experiment").asText()).isEqualTo(experiment);
    return last();
  }

  private JsonNode last() {
    return interfaces.registry("schedules/again/firings").path("items").path(0);
  }

  private CommandRun fidelio(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("schedules"));
    command.addAll(List.of(arguments));
    CommandRun run = CommandRun.of(setup, command.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }
}
