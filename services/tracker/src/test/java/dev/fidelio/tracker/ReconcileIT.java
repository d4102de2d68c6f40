package dev.fidelio.tracker;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleFiles;
import dev.fidelio.testing.ExampleModel;
import dev.fidelio.testing.ExampleRequest;
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

  TrackerServers trackerServers;

  @Inject ArtifactStore store;
  @Inject @RestClient MlflowRest rest;
  @Inject Log log;
  @Inject MlflowReader mlflowReader;

  @Test
  void whatIsNotAsTheLogSaysIsMendedAndReported() throws Exception {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    ExampleExperiment example =
        MirroredExamples.of("digits-" + unique, "model-" + unique).withFilesIn(store);
    ExampleExperiment second =
        MirroredExamples.of("other-" + unique, example.model()).withFilesIn(store);
    ExampleModel model = new ExampleModel(example.model());
    log.tell(MirroredExamples.whole(example));
    log.tell(MirroredExamples.whole(second));
    log.tell(
        model.registered(1, example), model.moved("champion", 1, 3), model.registered(2, second));
    log.awaitRead();
    assertThat(mended(reconcile())).isEmpty();

    damage(example, second);
    JsonPath report = reconcile();

    assertThat(mended(report))
        .contains(
            "tag fidelio.dataset.digest",
            "tag team",
            "status ",
            "artifact " + ExampleFiles.GRID,
            "artifact " + ExampleFiles.PLOT,
            "version 2");
    assertThat(mlflowReader.status(example)).isEqualTo(RunStatus.FINISHED);
    assertThat(mlflowReader.tags(example))
        .containsEntry("team", "vision")
        .containsEntry("fidelio.dataset.digest", ExampleRequest.DATASET)
        .containsEntry("mlflow.note.content", "a person's own words");
    assertThat(mlflowReader.artifact(example, ExampleFiles.GRID))
        .isEqualTo(example.content(ExampleFiles.GRID));
    assertThat(mlflowReader.versions(example)).hasSize(2);
    assertThat(mlflowReader.aliases(example)).containsExactly("champion: 1");
    assertThat(mended(reconcile())).isEmpty();
  }

  @Test
  void whatMlflowOrTheStoreCannotHoldStopsNeitherTheMirrorNorItsRebuild() throws Exception {
    List<String> names = List.of("../other-1/x.png", "a/".repeat(60_000) + "a", "x".repeat(300));
    ExampleExperiment damaged = MirroredExamples.ofItsOwn(store);
    ExampleExperiment good = MirroredExamples.ofItsOwn(store);

    for (String name : names) {
      ExampleExperiment forged = MirroredExamples.ofItsOwn(store);
      log.tell(forged.accepted());
      log.tellForged(forged.sampled(), ExampleFiles.GRID, name);
    }
    new ExampleFiles(store, damaged).replace(ExampleFiles.PLOT, new byte[] {1});
    log.tell(MirroredExamples.whole(damaged));
    log.tell(MirroredExamples.whole(good));
    log.awaitRead();

    assertThat(mlflowReader.status(good)).isEqualTo(RunStatus.FINISHED);
    assertThat(log.deadLetterCauses(damaged.id()))
        .singleElement()
        .asString()
        .startsWith("tracker cannot process it: ")
        .contains(ExampleFiles.PLOT + " has the digest");
    reconcile();
  }

  /** What a person, or a restored backup, may do to MLflow. */
  private void damage(ExampleExperiment example, ExampleExperiment second) {
    String run = mlflowReader.runId(example);
    try (MlflowClient mlflow = new MlflowClient(trackerServers.mlflowUri())) {
      mlflow.setTag(run, "fidelio.dataset.digest", "another");
      mlflow.setTag(run, "mlflow.note.content", "a person's own words");
      mlflow.deleteTag(run, "team");
      mlflow.setTerminated(run, RunStatus.FAILED);
    }
    String path = mlflowReader.experimentId(example) + "/" + run + "/artifacts/";
    byte[] sameSize = new byte[example.content(ExampleFiles.GRID).length];
    rest.upload(path + ExampleFiles.GRID, new ByteArrayInputStream(sameSize));
    rest.upload(path + ExampleFiles.PLOT, new ByteArrayInputStream(new byte[] {1}));
    rest.setAlias(new MlflowRest.Alias(example.model(), "champion", "2"));
    mlflowReader.versions(example).stream()
        .filter(version -> version.getRunId().equals(mlflowReader.runId(second)))
        .forEach(
            version ->
                rest.deleteVersion(new MlflowRest.Version(example.model(), version.getVersion())));
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
