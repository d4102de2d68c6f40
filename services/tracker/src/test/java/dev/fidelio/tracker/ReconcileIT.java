package dev.fidelio.tracker;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.tracker.mlflow.MlflowRest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.tracking.MlflowClient;

@QuarkusTest
@WithTestResource(TrackerServers.class)
class ReconcileIT {

  private static final String GRID = "samples/default/grid.png";

  TrackerServers trackerServers;

  @Inject ArtifactStore store;
  @Inject @RestClient MlflowRest rest;
  @Inject Log log;
  @Inject MlflowReader mlflowReader;

  @Test
  void whatIsNotAsTheLogSaysIsMendedAndReported() throws Exception {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    Life life = new Life("digits-" + unique, "model-" + unique, store);
    Life second = new Life("other-" + unique, life.model, store);
    log.tell(life.all());
    log.tell(second.all());
    log.tell(life.registered(1), life.moved("champion", 1, 3), second.registered(2));
    log.awaitRead();
    assertThat(mended(reconcile())).isEmpty();

    damage(life, second);
    JsonPath report = reconcile();

    assertThat(mended(report))
        .contains(
            "tag fidelio.dataset.digest",
            "tag team",
            "status ",
            "artifact " + GRID,
            "artifact plots/losses.png",
            "version 2");
    assertThat(mlflowReader.status(life)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.tags(life))
        .containsEntry("team", "vision")
        .containsEntry("fidelio.dataset.digest", Life.DATASET)
        .containsEntry("mlflow.note.content", "a person's own words");
    assertThat(mlflowReader.artifact(life, GRID)).isEqualTo(life.content(GRID));
    assertThat(mlflowReader.versions(life)).hasSize(2);
    assertThat(mlflowReader.aliases(life)).containsExactly("champion: 1");
    assertThat(mended(reconcile())).isEmpty();
  }

  @Test
  void whatMlflowOrTheStoreCannotHoldStopsNeitherTheMirrorNorItsRebuild() throws Exception {
    List<String> names = List.of("../other-1/x.png", "a/".repeat(60_000) + "a", "x".repeat(300));
    Life damaged = Life.ofItsOwn(store);
    Life good = Life.ofItsOwn(store);

    for (String name : names) {
      Life forged = Life.ofItsOwn(store);
      log.tell(forged.accepted());
      log.tellForged(forged.sampled(), GRID, name);
    }
    store.publish(damaged.path("plots/losses.png"), new byte[] {1});
    log.tell(damaged.all());
    log.tell(good.all());
    log.awaitRead();

    assertThat(mlflowReader.status(good)).isEqualTo(RunStatus.FINISHED);
    assertThat(log.deadLetterCauses(damaged.id))
        .singleElement()
        .asString()
        .startsWith("tracker cannot process it: ")
        .contains("plots/losses.png has the digest");
    reconcile();
  }

  /** What a person, or a restored backup, may do to MLflow. */
  private void damage(Life life, Life second) {
    String run = mlflowReader.runId(life);
    try (MlflowClient mlflow = new MlflowClient(trackerServers.mlflowUri())) {
      mlflow.setTag(run, "fidelio.dataset.digest", "another");
      mlflow.setTag(run, "mlflow.note.content", "a person's own words");
      mlflow.deleteTag(run, "team");
      mlflow.setTerminated(run, RunStatus.FAILED);
    }
    String path = mlflowReader.experimentId(life) + "/" + run + "/artifacts/";
    byte[] sameSize = new byte[life.content(GRID).length];
    rest.upload(path + GRID, new ByteArrayInputStream(sameSize));
    rest.upload(path + "plots/losses.png", new ByteArrayInputStream(new byte[] {1}));
    rest.setAlias(new MlflowRest.Alias(life.model, "champion", "2"));
    mlflowReader.versions(life).stream()
        .filter(version -> version.getRunId().equals(mlflowReader.runId(second)))
        .forEach(
            version ->
                rest.deleteVersion(new MlflowRest.Version(life.model, version.getVersion())));
  }

  private static JsonPath reconcile() {
    given().post("/reconcile").then().statusCode(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !get("/reconcile").jsonPath().getString("state").equals("RUNNING"));
    JsonPath report = get("/reconcile").jsonPath();
    assertThat(report.getString("state")).as(report.prettify()).isEqualTo("DONE");
    assertThat(report.getLong("read")).isEqualTo(report.getLong("of"));
    return report;
  }

  private static List<String> mended(JsonPath report) {
    List<Map<String, String>> mended = report.getList("mended");
    return mended.stream().map(each -> each.get("what") + " " + each.get("name")).toList();
  }
}
