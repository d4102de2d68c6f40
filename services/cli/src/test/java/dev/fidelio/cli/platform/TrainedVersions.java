package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Version 1 of the model {@code digits} (experiment {@code first}, 2 epochs) and version 2
 * (experiment {@code second}, 60 epochs, its trainer killed on the way), which is better and holds
 * the alias {@code champion}.
 *
 * @param first the experiment behind version 1
 * @param second the experiment behind version 2
 */
record TrainedVersions(JsonNode first, JsonNode second) {

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
    platform.killAndRestart("trainer");
    JsonNode second = platform.awaitCompleted("second");
    assertThat(platform.http().promote("digits", "champion", 2)).isEqualTo(201);
    return new TrainedVersions(first, second);
  }

  /** A request for a small network that is to be promoted to {@code latest-good}. */
  static String request(String id, int epochs) {
    return REQUEST.formatted(id, epochs);
  }

  private static int epoch(JsonNode experiment) {
    return experiment.path("losses").path("epoch").asInt();
  }
}
