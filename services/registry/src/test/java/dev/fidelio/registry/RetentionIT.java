package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.registry.retention.StoreSweep;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class RetentionIT {

  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject DataSource database;
  @Inject MovableClock clock;
  @Inject StoreSweep storeSweep;

  @ConfigProperty(name = "fidelio.artifacts.uri")
  URI address;

  @Test
  void anArchivedVersionsFilesGoAndItsCommitPointsStay() throws SQLException {
    ExampleFiles archived = completed("retired-1", "retired", 0).train(130, 120);
    version("retired", 1);
    archive("retired", 1);
    CommitPoints points = new CommitPoints(store);

    JsonPath plan = plan();
    assertThat(names(plan, "retired-1"))
        .containsExactlyInAnyOrder(
            weights(1),
            weights(2),
            ExampleFiles.PLOT,
            "training/claims/0002/interim/epoch-0001-step-7");
    assertThat(archived.has(ExampleFiles.PLOT)).isTrue();
    apply();

    assertThat(archived.has(ExampleFiles.PLOT)).isFalse();
    assertThat(archived.has("training/claims/0001/" + ExampleFiles.PLOT)).isFalse();
    assertThat(archived.has("training/claims/0002/interim/epoch-0001-step-7")).isFalse();
    assertThat(archived.has("training/claims/0002/end.json")).isTrue();
    assertThat(archived.has("request.json")).isTrue();
    assertThat(points.find(archived.path("training/outcome.json"))).isPresent();
    assertThat(points.find(archived.path("checkpoints/epoch-0002.json"))).isPresent();
    assertThat(archived.has(weights(2))).isFalse();
    assertThat(names(plan(), "retired-1")).isEmpty();
    Response artifact = get("/api/v1/experiments/retired-1/artifacts/" + weights(2));
    assertThat(artifact.statusCode()).isEqualTo(410);
    assertThat(artifact.jsonPath().getString("detail")).contains("its version was archived");
    assertThat(
            given()
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/models/retired/versions/1/evaluations")
                .statusCode())
        .isEqualTo(409);
    assertThat(plan().getLong("last.files")).isPositive();
  }

  @Test
  void versionsThatAnAliasHasEverHeldKeepTheirFiles() throws SQLException {
    ExampleFiles first = completed("retained-1", "retained", 0).train(130, 120);
    version("retained", 1);
    ExampleFiles second = completed("retained-2", "retained", 1).train(130, 120);
    version("retained", 2);
    String tag = promote(1, given()).header("ETag");
    assertThat(promote(2, given().header("If-Match", tag)).statusCode()).isEqualTo(200);
    archive("retained", 1);
    archive("retained", 2);

    apply();

    for (ExampleFiles held : List.of(first, second)) {
      assertThat(held.has(ExampleFiles.PLOT)).isTrue();
      assertThat(held.has(weights(1))).isTrue();
      assertThat(held.has(weights(2))).isTrue();
    }
  }

  @Test
  void theFilesOfFailedExperimentsGoUnlessTheyFailedLatelyOrAreResumed() throws SQLException {
    ExampleExperiment dead = CommittedExamples.of("dead-1", "dead", 0);
    ExampleExperiment late = CommittedExamples.of("dead-2", "dead", 0).withStart(Instant.now());
    ExampleExperiment resumed = CommittedExamples.of("dead-3", "dead", 0);
    ExampleExperiment resuming =
        CommittedExamples.of("dead-4", "dead", 1).withResumeFrom(resumed.id());
    for (ExampleExperiment example : List.of(dead, late, resumed)) {
      new ExampleFiles(store, example).train(130, 120);
      publisher.publish(
          List.of(example.accepted(), example.epoch(1), example.epoch(2), example.failed()));
      RegistryRest.experiment(example.id(), "FAILED");
    }
    publisher.publish(List.of(resuming.accepted()));
    RegistryRest.experiment(resuming.id(), "QUEUED");

    apply();

    assertThat(new ExampleFiles(store, dead).has(weights(2))).isFalse();
    assertThat(new ExampleFiles(store, dead).has("checkpoints/epoch-0002.json")).isTrue();
    assertThat(
            given()
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/experiments/dead-1/resume")
                .statusCode())
        .isEqualTo(409);
    assertThat(new ExampleFiles(store, late).has(weights(2))).isTrue();
    assertThat(new ExampleFiles(store, resumed).has(weights(2))).isTrue();
  }

  @Test
  void aClockThatIsAheadForAWhileDeletesNothing() throws SQLException {
    ExampleExperiment example =
        CommittedExamples.of("dead-5", "dead", 0).withSeed(5).withStart(Instant.now());
    ExampleFiles lately = new ExampleFiles(store, example).train(130, 120);
    publisher.publish(
        List.of(example.accepted(), example.epoch(1), example.epoch(2), example.failed()));
    RegistryRest.experiment(example.id(), "FAILED");

    clock.jump(Duration.ofDays(60));
    try {
      apply();
    } finally {
      clock.jump(Duration.ZERO);
    }
    assertThat(lately.has(weights(2))).isTrue();

    // Both clocks are ahead by 60 days, so the facts appear older by that. Then the clocks are
    // corrected.
    databaseIsAhead(example.id(), 60);
    run();
    databaseIsAhead(example.id(), -60);
    apply();
    databaseIsAhead(example.id(), 60);
    run();
    assertThat(lately.has(weights(2))).isTrue();

    anHourPasses();
    run();
    assertThat(lately.has(weights(2))).isFalse();
    // Another test compares the history with the rebuilt one.
    databaseIsAhead(example.id(), -60);
  }

  private void databaseIsAhead(String experiment, int days) throws SQLException {
    execute(
        "update history.experiment set updated_at = updated_at - make_interval(days => %d) where id = '%s'"
            .formatted(days, experiment));
  }

  @Test
  void checkpointsBetweenTheBestAndTheLastAreThinned() throws SQLException {
    ExampleFiles thinned = completed("thinned-1", "thinned", 0).train(9, 8, 3, 4, 5, 6, 7);
    version("thinned", 1);

    apply();

    Set<Integer> kept = new TreeSet<>();
    for (int epoch = 1; epoch <= 7; epoch++) {
      if (thinned.has(weights(epoch))) {
        kept.add(epoch);
      }
      assertThat(thinned.has("checkpoints/epoch-000" + epoch + ".json")).isTrue();
    }
    // The version is epoch 2, the best 3, the last 7; of 1, 4, 5 and 6 the one in the middle stays.
    assertThat(kept).containsExactly(2, 3, 5, 7);
    assertThat(thinned.has(ExampleFiles.PLOT)).isTrue();
    assertThat(names(plan(), "thinned-1")).isEmpty();
  }

  @Test
  void whatLostAndInterruptedAttemptsHaveLeftIsSweptADayLaterAndNothingElse() throws Exception {
    Instant twoDaysAgo = Instant.now().minus(Duration.ofDays(2));
    ExampleExperiment example = CommittedExamples.of("swept-1", "swept", 0).withStart(twoDaysAgo);
    publisher.publish(example.whole());
    RegistryRest.experiment(example.id(), "COMPLETED");
    ExampleFiles swept = new ExampleFiles(store, example).train(130, 120);
    String running = "evaluation/by-hand/claims/0001/features";
    store.publish(swept.path(running), new byte[] {1});
    Path folder = Path.of(address).resolve(swept.path("checkpoints"));
    Path abandoned = Files.writeString(folder.resolve(".unfinished-1"), "cut");
    Path inUse = Files.writeString(folder.resolve(".unfinished-2"), "cu");
    Files.setLastModifiedTime(abandoned, FileTime.from(twoDaysAgo));

    storeSweep.sweep(new StopSignal());

    assertThat(swept.has("training/claims/0002/interim/epoch-0001-step-7")).isFalse();
    assertThat(abandoned).doesNotExist();
    assertThat(inUse).exists();
    assertThat(swept.has(running)).isTrue();
    assertThat(swept.has("training/claims/0002/end.json")).isTrue();
    assertThat(swept.has("training/claims/0001/" + ExampleFiles.PLOT)).isTrue();
    assertThat(swept.has(ExampleFiles.PLOT)).isTrue();
    assertThat(swept.has(weights(1))).isTrue();
  }

  private ExampleFiles completed(String id, String model, int second) {
    ExampleExperiment example = CommittedExamples.of(id, model, second);
    publisher.publish(example.whole());
    RegistryRest.experiment(id, "COMPLETED");
    return new ExampleFiles(store, example);
  }

  private static String weights(int epoch) {
    return ExperimentFolder.epoch(epoch) + ".safetensors";
  }

  private static void version(String model, int number) {
    RegistryRest.scoredVersion(model, number);
  }

  private static Response promote(int version, RequestSpecification call) {
    return call.contentType("application/json")
        .body("{\"version\": %d, \"reason\": \"because\"}".formatted(version))
        .put("/api/v1/models/retained/aliases/champion");
  }

  private void archive(String model, int number) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update registry.version set archived_at = '2026-01-03T00:00:00Z'"
                    + " where model = ? and number = ?")) {
      statement.setString(1, model);
      statement.setInt(2, number);
      statement.executeUpdate();
    }
  }

  private static JsonPath plan() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("/api/v1/retention").statusCode() == 200);
    return get("/api/v1/retention").jsonPath();
  }

  private static List<String> names(JsonPath plan, String experiment) {
    List<String> names =
        plan.getList(
            "items.findAll { it.experimentId == '%s' }.files.flatten()".formatted(experiment));
    return names;
  }

  /** Two runs; the database's clock advances by an hour between them. */
  private void apply() throws SQLException {
    run();
    anHourPasses();
    run();
  }

  private void anHourPasses() throws SQLException {
    execute(
        "update registry.retention_observation set first_seen_at = first_seen_at - interval '1 hour'");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void run() {
    plan();
    assertThat(given().post("/api/v1/retention").statusCode()).isEqualTo(202);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> !get("/api/v1/retention/work").jsonPath().getString("state").equals("RUNNING"));
    JsonPath work = get("/api/v1/retention/work").jsonPath();
    assertThat(work.getString("state")).as(work.prettify()).isEqualTo("IDLE");
  }
}
