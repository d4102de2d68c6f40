package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.registry.retention.StoreSweep;
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

  private static final String PLOT = "plots/losses.png";

  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject DataSource database;
  @Inject MovableClock clock;
  @Inject StoreSweep storeSweep;

  @ConfigProperty(name = "fidelio.artifacts.uri")
  URI address;

  @Test
  void anArchivedVersionsFilesGoAndItsCommitPointsStay() throws SQLException {
    StoredStory archived = completed("retired-1", "retired", 0).trained(130, 120);
    version("retired", 1);
    archive("retired", 1);
    CommitPoints points = new CommitPoints(store);

    JsonPath plan = plan();
    assertThat(names(plan, "retired-1"))
        .containsExactlyInAnyOrder(
            StoredStory.checkpoint(1),
            StoredStory.checkpoint(2),
            PLOT,
            "training/claims/0002/interim/epoch-0001-step-7");
    assertThat(archived.has(PLOT)).isTrue();
    apply();

    assertThat(archived.has(PLOT)).isFalse();
    assertThat(archived.has("training/claims/0001/" + PLOT)).isFalse();
    assertThat(archived.has("training/claims/0002/interim/epoch-0001-step-7")).isFalse();
    assertThat(archived.has("training/claims/0002/end.json")).isTrue();
    assertThat(archived.has("request.json")).isTrue();
    assertThat(points.find(archived.path("training/outcome.json"))).isPresent();
    assertThat(points.find(archived.path("checkpoints/epoch-0002.json"))).isPresent();
    assertThat(archived.has(StoredStory.checkpoint(2))).isFalse();
    assertThat(names(plan(), "retired-1")).isEmpty();
    Response artifact = get("/api/v1/experiments/retired-1/artifacts/" + StoredStory.checkpoint(2));
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
    StoredStory first = completed("retained-1", "retained", 0).trained(130, 120);
    version("retained", 1);
    StoredStory second = completed("retained-2", "retained", 1).trained(130, 120);
    version("retained", 2);
    String tag = promote(1, given()).header("ETag");
    assertThat(promote(2, given().header("If-Match", tag)).statusCode()).isEqualTo(200);
    archive("retained", 1);
    archive("retained", 2);

    apply();

    for (StoredStory held : List.of(first, second)) {
      assertThat(held.has(PLOT)).isTrue();
      assertThat(held.has(StoredStory.checkpoint(1))).isTrue();
      assertThat(held.has(StoredStory.checkpoint(2))).isTrue();
    }
  }

  @Test
  void theFilesOfFailedExperimentsGoUnlessTheyFailedLatelyOrAreResumed() throws SQLException {
    Story dead = Story.of("dead-1", "dead", 0);
    Story late =
        StoryBuilder.builder()
            .id("dead-2")
            .model("dead")
            .seed(7)
            .start(Instant.now())
            .resumeFrom(null)
            .promotion(null)
            .build();
    Story resumed = Story.of("dead-3", "dead", 0);
    Story resuming = Story.of("dead-4", "dead", 1).resuming(resumed);
    for (Story story : List.of(dead, late, resumed)) {
      new StoredStory(store, story).trained(130, 120);
      publisher.publish(List.of(story.accepted(), story.epoch(1), story.epoch(2), story.failed()));
      RegistryRest.experiment(story.id(), "FAILED");
    }
    publisher.publish(List.of(resuming.accepted()));
    RegistryRest.experiment(resuming.id(), "QUEUED");

    apply();

    assertThat(new StoredStory(store, dead).has(StoredStory.checkpoint(2))).isFalse();
    assertThat(new StoredStory(store, dead).has("checkpoints/epoch-0002.json")).isTrue();
    assertThat(
            given()
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/experiments/dead-1/resume")
                .statusCode())
        .isEqualTo(409);
    assertThat(new StoredStory(store, late).has(StoredStory.checkpoint(2))).isTrue();
    assertThat(new StoredStory(store, resumed).has(StoredStory.checkpoint(2))).isTrue();
  }

  @Test
  void aClockThatIsAheadForAWhileDeletesNothing() throws SQLException {
    Story story =
        StoryBuilder.builder()
            .id("dead-5")
            .model("dead")
            .seed(5)
            .start(Instant.now())
            .resumeFrom(null)
            .promotion(null)
            .build();
    StoredStory lately = new StoredStory(store, story).trained(130, 120);
    publisher.publish(List.of(story.accepted(), story.epoch(1), story.epoch(2), story.failed()));
    RegistryRest.experiment(story.id(), "FAILED");

    clock.jump(Duration.ofDays(60));
    try {
      apply();
    } finally {
      clock.jump(Duration.ZERO);
    }
    assertThat(lately.has(StoredStory.checkpoint(2))).isTrue();

    // Both clocks are ahead by 60 days, so the facts appear older by that. Then the clocks are
    // corrected.
    databaseIsAhead(story.id(), 60);
    run();
    databaseIsAhead(story.id(), -60);
    apply();
    databaseIsAhead(story.id(), 60);
    run();
    assertThat(lately.has(StoredStory.checkpoint(2))).isTrue();

    anHourPasses();
    run();
    assertThat(lately.has(StoredStory.checkpoint(2))).isFalse();
    // Another test compares the history with the rebuilt one.
    databaseIsAhead(story.id(), -60);
  }

  private void databaseIsAhead(String experiment, int days) throws SQLException {
    execute(
        "update history.experiment set updated_at = updated_at - make_interval(days => %d) where id = '%s'"
            .formatted(days, experiment));
  }

  @Test
  void checkpointsBetweenTheBestAndTheLastAreThinned() throws SQLException {
    StoredStory thinned = completed("thinned-1", "thinned", 0).trained(9, 8, 3, 4, 5, 6, 7);
    version("thinned", 1);

    apply();

    Set<Integer> kept = new TreeSet<>();
    for (int epoch = 1; epoch <= 7; epoch++) {
      if (thinned.has(StoredStory.checkpoint(epoch))) {
        kept.add(epoch);
      }
      assertThat(thinned.has("checkpoints/epoch-000" + epoch + ".json")).isTrue();
    }
    // The version is epoch 2, the best 3, the last 7; of 1, 4, 5 and 6 the one in the middle stays.
    assertThat(kept).containsExactly(2, 3, 5, 7);
    assertThat(thinned.has(PLOT)).isTrue();
    assertThat(names(plan(), "thinned-1")).isEmpty();
  }

  @Test
  void whatLostAndInterruptedAttemptsHaveLeftIsSweptADayLaterAndNothingElse() throws Exception {
    Instant twoDaysAgo = Instant.now().minus(Duration.ofDays(2));
    Story story =
        StoryBuilder.builder()
            .id("swept-1")
            .model("swept")
            .seed(7)
            .start(twoDaysAgo)
            .resumeFrom(null)
            .promotion(null)
            .build();
    publisher.publish(story.whole());
    RegistryRest.experiment(story.id(), "COMPLETED");
    StoredStory swept = new StoredStory(store, story).trained(130, 120);
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
    assertThat(swept.has("training/claims/0001/" + PLOT)).isTrue();
    assertThat(swept.has(PLOT)).isTrue();
    assertThat(swept.has(StoredStory.checkpoint(1))).isTrue();
  }

  private StoredStory completed(String id, String model, int second) {
    Story story = Story.of(id, model, second);
    publisher.publish(story.whole());
    RegistryRest.experiment(id, "COMPLETED");
    return new StoredStory(store, story);
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
