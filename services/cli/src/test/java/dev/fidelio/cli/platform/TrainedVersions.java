package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;

/**
 * Version 1 of the model {@code digits} (experiment {@code first}, 2 epochs) and version 2
 * (experiment {@code second}, 60 epochs, its trainer and the registry killed on the way), which is
 * better and holds the alias {@code champion}.
 *
 * @param first the experiment behind version 1
 * @param second the experiment behind version 2
 * @param watch a command that followed {@code second} from its first epochs to its end
 */
record TrainedVersions(JsonNode first, JsonNode second, CommandRun watch) {

  private static final String REQUEST =
      """
      {"experimentId": "%s", "model": "digits", "dataset": "small",
       "evaluation": {"samples": 512, "allow": ["other-dataset"]},
       "promotion": {"alias": "latest-good"},
       "hyperparameters": {"hiddenSizes": [64], "latentSize": 4, "seed": 1, "epochs": %d}}""";

  static TrainedVersions on(SharedPlatform platform) throws Exception {
    platform.send("experiment-requested", request("first", 2));
    JsonNode first = platform.awaitCompleted("first");
    platform.send("experiment-requested", request("second", 60));
    await()
        .atMost(SharedPlatform.LONG)
        .until(() -> epoch(platform.http().registry("experiments/second")) >= 2);
    CompletableFuture<CommandRun> watch =
        CompletableFuture.supplyAsync(() -> platform.watch("second"));
    platform.killAndRestart("trainer", "registry");
    JsonNode second = platform.awaitCompleted("second");
    assertThat(platform.http().promote("digits", "champion", 2)).isEqualTo(201);
    return new TrainedVersions(first, second, watch.get());
  }

  /** A request for a small network that is to be promoted to {@code latest-good}. */
  static String request(String id, int epochs) {
    return REQUEST.formatted(id, epochs);
  }

  private static int epoch(JsonNode experiment) {
    return experiment.path("losses").path("epoch").asInt();
  }
}
