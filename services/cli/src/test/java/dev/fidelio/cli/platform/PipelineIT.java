package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a request on Kafka to a promoted version, over separate processes. */
@ExtendWith(SharedPlatform.Extension.class)
class PipelineIT {

  private static final String SCORECARD = "scores/default/scorecard.png";

  private final SharedPlatform platform;
  private final PlatformHttp http;

  PipelineIT(SharedPlatform platform) {
    this.platform = platform;
    this.http = platform.http();
  }

  @Test
  void badRequestsAreRejectedAndDelayNothing() throws Exception {
    for (int i = 0; i < 10; i++) {
      String request = "{\"model\": \"digits\", \"hyperparameters\": {\"epochs\": -" + i + "}}";
      platform.send("experiment-requested", request);
    }

    await().atMost(SharedPlatform.LONG).untilAsserted(() -> assertThat(rejected()).hasSize(10));
    assertThat(platform.trainedVersions().first().path("state").asText()).isEqualTo("COMPLETED");
    assertThat(rejected()).hasSize(10);
  }

  @Test
  void oneLineOfJsonBecomesAScoredVersion() throws Exception {
    JsonNode first = platform.trainedVersions().first();

    assertThat(first.path("version").asInt()).isEqualTo(1);
    assertThat(first.path("scores").path(0).path("value").asDouble()).isPositive();
  }

  @Test
  void anotherTrainerContinuesAfterOneIsKilled() throws Exception {
    JsonNode second = platform.trainedVersions().second();

    assertThat(second.path("attempt").asInt()).isEqualTo(2);
    assertThat(second.path("version").asInt()).isEqualTo(2);
    assertThat(http.items("models/digits/versions"))
        .extracting(version -> version.path("experimentId").asText())
        .containsOnlyOnce("first", "second");
    assertThat(http.items("experiments/second/metrics?name=test_loss")).hasSize(60);
    assertThat(http.file("experiments/second/artifacts/samples/default/grid.png"))
        .startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void watchingAnExperimentOutlivesARestartOfTheRegistry() throws Exception {
    CommandRun watch = platform.trainedVersions().watch();

    assertThat(watch.code()).as(watch.err()).isZero();
    assertThat(watch.out()).contains("trying again", "epoch 60/60", "evaluated");
  }

  @Test
  void mlflowShowsTheRunItsCurveItsScorecardAndTheAlias() throws Exception {
    String run = platform.trainedVersions().second().path("mlflow").path("runId").asText();

    await().atMost(SharedPlatform.LONG).untilAsserted(() -> assertMirrored(run));
  }

  private void assertMirrored(String run) {
    JsonNode mirrored = http.mlflow("runs/get?run_id=" + run).path("run");
    assertThat(mirrored.path("info").path("status").asText()).isEqualTo("FINISHED");
    assertThat(mirrored.path("data").path("metrics").toString())
        .contains("\"fid\"", "\"fid_uncertainty\"", "\"kid\"", "\"precision\"");
    String curve = "metrics/get-history?metric_key=test_loss&run_id=" + run;
    assertThat(http.mlflow(curve).path("metrics")).hasSize(60);
    assertThat(http.file(mirrored, SCORECARD))
        .isEqualTo(http.file("experiments/second/artifacts/" + SCORECARD));
    JsonNode champion =
        http.mlflow("registered-models/alias?name=digits&alias=champion").path("model_version");
    assertThat(champion.path("run_id").asText()).isEqualTo(run);
  }

  private List<JsonNode> rejected() {
    return http.items("experiments?state=REJECTED");
  }
}
