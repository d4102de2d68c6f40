package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class ExperimentIT {

  @Inject Publisher publisher;

  @Test
  void aWholeExperimentIsAnsweredInAllItsParts() {
    ExampleExperiment example = CommittedExamples.of("whole-1", "whole", 0);

    publisher.publish(example.whole());

    JsonPath shown = RegistryRest.experiment("whole-1", "COMPLETED");
    assertThat(shown.getString("model")).isEqualTo("whole");
    assertThat(shown.getString("requestedAt")).isEqualTo("2026-01-02T12:00:00.250Z");
    assertThat(shown.getString("updatedAt")).isEqualTo("2026-01-02T12:00:08.250Z");
    assertThat(shown.getInt("attempt")).isEqualTo(1);
    assertThat(shown.getString("datasetDigest")).isEqualTo(ExampleRequest.DATASET);
    assertThat(shown.getList("hyperparameters.hiddenSizes")).isEqualTo(List.of(512, 256));
    assertThat(shown.getString("tags.team")).isEqualTo("vision");
    assertThat(shown.getInt("losses.epoch")).isEqualTo(2);
    assertThat(shown.getDouble("losses.test_loss")).isEqualTo(112.75);
    assertThat(shown.getInt("progress.epochs")).isEqualTo(2);
    assertThat(shown.getDouble("scores[0].value")).isEqualTo(12.5);
    assertThat(shown.getString("scores[0].evaluation")).isEqualTo("default");
    assertThat(shown.getString("mlflow.runId")).isEqualTo("run-whole-1");
    assertThat(shown.getMap("")).doesNotContainKeys("failure", "violations");
    RegistryRest.when("/api/v1/experiments/whole-1", "version", 1);
  }

  @Test
  void curvesAndCheckpointsAreListedInOrder() {
    publisher.publish(CommittedExamples.of("curves-1", "curves", 0).whole());
    RegistryRest.experiment("curves-1", "COMPLETED");

    JsonPath loss = get("/api/v1/experiments/curves-1/metrics?name=test_loss").jsonPath();
    JsonPath all = get("/api/v1/experiments/curves-1/metrics").jsonPath();
    JsonPath checkpoints = get("/api/v1/experiments/curves-1/checkpoints").jsonPath();

    assertThat(loss.getList("items.step")).isEqualTo(List.of(1875, 3750));
    assertThat(loss.getList("items.value")).isEqualTo(List.of(120.25f, 112.75f));
    assertThat(loss.getString("items[0].timestamp")).isEqualTo("2026-01-02T12:00:04.250Z");
    assertThat(all.getList("items")).hasSize(6);
    assertThat(checkpoints.getList("items.epoch")).isEqualTo(List.of(1, 2));
    assertThat(checkpoints.getString("items[0].name"))
        .isEqualTo("checkpoints/epoch-0001.safetensors");
  }

  @Test
  void whatComesTwiceIsThereOnce() {
    ExampleExperiment example = CommittedExamples.of("twice-1", "twice", 0);

    publisher.publish(example.whole());
    publisher.publish(example.whole());
    publisher.publish(CommittedExamples.of("twice-end", "twice", 0).whole());

    RegistryRest.experiment("twice-1", "COMPLETED");
    RegistryRest.when("/api/v1/models/twice/versions", "items.size()", 2);
    assertThat(get("/api/v1/experiments/twice-1/metrics").jsonPath().getList("items")).hasSize(6);
    assertThat(get("/api/v1/experiments/twice-1").jsonPath().getList("scores")).hasSize(1);
  }

  @Test
  void nothingThatComesLateLowersAState() {
    ExampleExperiment example = CommittedExamples.of("late-1", "late", 0);
    List<Message> backwards = new ArrayList<>(example.whole());
    Collections.reverse(backwards);
    backwards.add(example.failed());

    publisher.publish(backwards);
    publisher.publish(example.untilTrained());

    RegistryRest.when("/api/v1/experiments/late-1", "model", "late");
    JsonPath shown = get("/api/v1/experiments/late-1").jsonPath();
    assertThat(shown.getString("state")).isEqualTo("COMPLETED");
    assertThat(shown.getMap("")).doesNotContainKey("failure");
    assertThat(shown.getInt("losses.epoch")).isEqualTo(2);
  }

  @Test
  void aFailureIsFinalAndSaysWhy() {
    ExampleExperiment example = CommittedExamples.of("failed-1", "failed", 0);

    publisher.publish(List.of(example.accepted(), example.started(1), example.failed()));

    JsonPath shown = RegistryRest.experiment("failed-1", "FAILED");
    assertThat(shown.getString("failure.stage")).isEqualTo("training");
    assertThat(shown.getInt("failure.attempt")).isEqualTo(5);
    assertThat(shown.getString("failure.reason")).isEqualTo("the loss is not finite");
  }
}
