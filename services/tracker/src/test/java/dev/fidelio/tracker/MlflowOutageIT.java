package dev.fidelio.tracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.formats.Digests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.RunStatus;

@QuarkusTest
@WithTestResource(TrackerServers.class)
class MlflowOutageIT extends LifeTest {

  private static final String SCORES = "scores/default";
  private static final String SCORECARD = SCORES + "/scorecard.png";
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofMillis(2);

  TrackerServers trackerServers;

  @Test
  void anMlflowThatIsAwayForAWhileMissesNothing() throws Exception {
    log.tell(life.accepted(), life.started());
    log.awaitRead();
    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.RUNNING);

    trackerServers.stopMlflow();
    log.tell(life.epoch(1, 120.25), life.epoch(2, 112.75));
    log.tell(life.registered(1));
    awaitReadiness("mlflow", "DOWN");
    trackerServers.startMlflow();
    log.awaitRead();

    awaitReadiness("mlflow", "UP");
    assertThat(mlflowReader.points(life, "test_loss"))
        .containsExactly("1875: 120.25", "3750: 112.75");
    assertThat(mlflowReader.versions(life)).hasSize(1);
  }

  @Test
  void anMlflowThatIsKilledWhileAFileComesOrBeforeItSaysThatItCameHasTheFileInTheEnd()
      throws Exception {
    log.tell(life.training());
    log.awaitRead();
    Path run =
        trackerServers.artifact(
            mlflowReader.experimentId(life) + "/" + mlflowReader.runId(life) + "/artifacts");
    // Large enough to be seen while it comes.
    Artifact scorecard = life.file(SCORECARD, new byte[48 << 20]);
    Message evaluated = life.evaluated(12.5, scorecard);

    log.tell(evaluated);
    // First there is a file of another name, then the one of this name.
    await().atMost(LONG).pollInterval(SOON).until(() -> holdsAFile(run.resolve(SCORES)));
    trackerServers.killMlflow();
    trackerServers.startMlflow();
    await().atMost(LONG).pollInterval(SOON).until(() -> Files.exists(run.resolve(SCORECARD)));
    trackerServers.killMlflow();
    trackerServers.startMlflow();
    log.awaitRead();

    assertThat(Digests.sha256(mlflowReader.artifact(life, SCORECARD)))
        .isEqualTo(scorecard.digest());
    assertThat(mlflowReader.points(life, "fid")).containsExactly("3750: 12.5");
    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.FINISHED);
  }

  @Test
  void anMlflowThatHasLostEverythingIsFilledAgain() throws Exception {
    log.tell(life.all());
    log.awaitRead();
    Life next = new Life(life.id + "-next", life.model, store);

    trackerServers.stopMlflow();
    trackerServers.forgetEverything();
    log.tell(next.accepted());
    awaitReadiness("mlflow", "DOWN");
    trackerServers.startMlflow();
    log.awaitRead();

    assertThat(mlflowReader.status(next)).isEqualTo(RunStatus.SCHEDULED);
    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.points(life, "fid")).containsExactly("3750: 12.5");
  }

  @Test
  void whatCanNeverBeMirroredIsPassedOver() throws Exception {
    log.tell(life.accepted(), life.started());
    log.tell(life.registered(1), life.moved("latest", 1, 2), life.moved("champion", 1, 3));
    log.tell(life.moved("challenger", 7, 4));
    Life damaged = new Life(life.id + "-damaged", life.model, store);
    store.publish(damaged.path("plots/losses.png"), new byte[] {1});
    log.tell(damaged.all());
    Life unknown = new Life(life.id + "-unknown", life.model, store);

    log.tell(Message.of("1", Life.NOON, "test", new RunTracked("nobody", "1", "http://x")));
    log.awaitRead();

    assertThat(mlflowReader.aliases(life)).containsExactly("champion: 1");
    assertThat(mlflowReader.status(damaged)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.artifacts(damaged))
        .contains("checkpoints/epoch-0002.safetensors", "samples/default/grid.png")
        .doesNotContain("plots/losses.png");
    assertThat(mlflowReader.runs(unknown)).isEmpty();
  }

  @Test
  void aRunThatAUserHasDeletedStaysDeleted() throws Exception {
    log.tell(life.accepted(), life.started());
    log.awaitRead();

    mlflowReader.delete(life);
    log.tell(life.all());
    log.awaitRead();

    assertThat(mlflowReader.runs(life)).isEmpty();
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
