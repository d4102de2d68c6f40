package dev.fidelio.tracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelEvaluated;
import dev.fidelio.contracts.ModelEvaluatedBuilder;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.formats.Digests;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleFiles;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.RunStatus;

@QuarkusTest
@WithTestResource(TrackerServers.class)
class MlflowOutageIT extends MirroredExampleTest {

  private static final String SCORES = "scores/default";
  private static final String SCORECARD = SCORES + "/scorecard.png";
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofMillis(2);

  TrackerServers trackerServers;

  @Test
  void anMlflowThatIsAwayForAWhileMissesNothing() throws Exception {
    log.tell(example.accepted(), example.started(1));
    log.awaitRead();
    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.RUNNING);

    trackerServers.stopMlflow();
    log.tell(example.epoch(1), example.epoch(2));
    log.tell(model.registered(1, example));
    awaitReadiness("mlflow", "DOWN");
    trackerServers.startMlflow();
    log.awaitRead();

    awaitReadiness("mlflow", "UP");
    assertThat(mlflowReader.points(example, "test_loss"))
        .containsExactly("1875: 120.25", "3750: 112.75");
    assertThat(mlflowReader.versions(example)).hasSize(1);
  }

  @Test
  void anMlflowThatIsKilledWhileAFileComesOrBeforeItSaysThatItCameHasTheFileInTheEnd()
      throws Exception {
    log.tell(MirroredExamples.training(example));
    log.awaitRead();
    Path run =
        trackerServers.artifact(
            mlflowReader.experimentId(example) + "/" + mlflowReader.runId(example) + "/artifacts");
    // Large enough to be seen while it comes.
    Artifact scorecard = new ExampleFiles(store, example).replace(SCORECARD, new byte[48 << 20]);
    Message small = example.scorecard("default", 12.5);
    ModelEvaluated scored = (ModelEvaluated) small.payload().orElseThrow();
    Message evaluated =
        Message.of(
            small.id(),
            small.time(),
            small.source(),
            ModelEvaluatedBuilder.builder(scored).artifacts(List.of(scorecard)).build());

    log.tell(evaluated);
    // First there is a file of another name, then the one of this name.
    await().atMost(LONG).pollInterval(SOON).until(() -> holdsAFile(run.resolve(SCORES)));
    trackerServers.killMlflow();
    trackerServers.startMlflow();
    await().atMost(LONG).pollInterval(SOON).until(() -> Files.exists(run.resolve(SCORECARD)));
    trackerServers.killMlflow();
    trackerServers.startMlflow();
    log.awaitRead();

    assertThat(Digests.sha256(mlflowReader.artifact(example, SCORECARD)))
        .isEqualTo(scorecard.digest());
    assertThat(mlflowReader.points(example, "fid")).containsExactly("3750: 12.5");
    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.FINISHED);
  }

  @Test
  void anMlflowThatHasLostEverythingIsFilledAgain() throws Exception {
    log.tell(MirroredExamples.whole(example));
    log.awaitRead();
    ExampleExperiment next =
        MirroredExamples.of(example.id() + "-next", example.model()).withFilesIn(store);

    trackerServers.stopMlflow();
    trackerServers.forgetEverything();
    log.tell(next.accepted());
    awaitReadiness("mlflow", "DOWN");
    trackerServers.startMlflow();
    log.awaitRead();

    assertThat(mlflowReader.status(next)).isEqualTo(RunStatus.SCHEDULED);
    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.points(example, "fid")).containsExactly("3750: 12.5");
  }

  @Test
  void whatCanNeverBeMirroredIsPassedOver() throws Exception {
    log.tell(example.accepted(), example.started(1));
    log.tell(
        model.registered(1, example), model.moved("latest", 1, 2), model.moved("champion", 1, 3));
    log.tell(model.moved("challenger", 7, 4));
    ExampleExperiment damaged =
        MirroredExamples.of(example.id() + "-damaged", example.model()).withFilesIn(store);
    new ExampleFiles(store, damaged).replace(ExampleFiles.PLOT, new byte[] {1});
    log.tell(MirroredExamples.whole(damaged));
    ExampleExperiment unknown =
        MirroredExamples.of(example.id() + "-unknown", example.model()).withFilesIn(store);

    log.tell(
        Message.of("1", ExampleExperiment.NOON, "test", new RunTracked("nobody", "1", "http://x")));
    log.awaitRead();

    assertThat(mlflowReader.aliases(example)).containsExactly("champion: 1");
    assertThat(mlflowReader.status(damaged)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.artifacts(damaged))
        .contains("checkpoints/epoch-0002.safetensors", "samples/default/grid.png")
        .doesNotContain(ExampleFiles.PLOT);
    assertThat(mlflowReader.runs(unknown)).isEmpty();
  }

  @Test
  void aRunThatAUserHasDeletedStaysDeleted() throws Exception {
    log.tell(example.accepted(), example.started(1));
    log.awaitRead();

    mlflowReader.delete(example);
    log.tell(MirroredExamples.whole(example));
    log.awaitRead();

    assertThat(mlflowReader.runs(example)).isEmpty();
  }

  private static boolean holdsAFile(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  private static void awaitReadiness(String check, String status) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/ready")
                    .then()
                    .body(
                        "checks.findAll { it.name == '%s' }.status".formatted(check),
                        hasItem(equalTo(status))));
  }
}
