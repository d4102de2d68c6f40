package dev.fidelio.registry;

import static io.restassured.RestAssured.delete;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.ModelTrained;
import dev.fidelio.contracts.Topic;
import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.registry.schedules.Launching;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class ScheduleIT {

  private static final String DAILY = "0 2 * * *";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Launching launching;
  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;
  @Inject DataSource database;

  @ConfigProperty(name = "fidelio.datasets.tiny.folder")
  Path tiny;

  @Test
  void daysThatNobodyWasThereAreCaughtUpWithOnceHoweverManyLook() throws SQLException {
    put("missed", DAILY, "").then().statusCode(201);
    daysPass("missed", 3);
    Instant first = Instant.parse(get("/api/v1/schedules/missed").jsonPath().getString("next"));

    IntStream.range(0, 8).parallel().forEach(each -> launching.launchDue());

    JsonPath firings = firings("missed");
    assertThat(firings.getList("items")).hasSize(1);
    assertThat(firings.getString("items[0].kind")).isEqualTo("catch-up");
    assertThat(firings.getString("items[0].planned")).isEqualTo(first.toString());
    assertThat(firings.getString("items[0].state")).isEqualTo("REQUESTED");
    String id = firings.getString("items[0].experiment");
    assertThat(id).matches("missed-\\d{8}-020000");
    JsonPath experiment = get("/api/v1/experiments/" + id).jsonPath();
    assertThat(experiment.getString("tags.schedule")).isEqualTo("missed");
    assertThat(experiment.getString("tags.team")).isEqualTo("vision");
    awaitRequests(id, 1);
    assertThat(Instant.parse(get("/api/v1/schedules/missed").jsonPath().getString("next")))
        .isAfter(Instant.now().minus(1, ChronoUnit.MINUTES));
  }

  @Test
  void aTimePassesWhileTheLastExperimentRunsAndIsRecordedWithTheReason() throws SQLException {
    put("busy", DAILY, "");
    JsonPath running = trigger("busy", "first");
    String id = running.getString("experiment");
    daysPass("busy", 1);

    launching.launchDue();

    JsonPath skipped = firings("busy");
    assertThat(skipped.getList("items.kind")).isEqualTo(List.of("catch-up", "manual"));
    assertThat(skipped.getString("items[0].skipped")).contains(id, "REQUESTED");
    assertThat(skipped.getMap("items[0]")).doesNotContainKeys("experiment", "state");

    publisher.publish(Story.of(id, "busy", 0).whole());
    Rest.experiment(id, "COMPLETED");
    Rest.when("/api/v1/schedules/busy/firings", "items[1].version", 1);
    daysPass("busy", 1);
    launching.launchDue();

    JsonPath launched = firings("busy");
    assertThat(launched.getList("items.kind")).isEqualTo(List.of("catch-up", "catch-up", "manual"));
    assertThat(launched.getString("items[0].experiment")).startsWith("busy-");
    assertThat(launched.getString("items[2].state")).isEqualTo("COMPLETED");
  }

  @Test
  void aTimePassesWhileTheDataIsWhatWasTrainedOnLast() throws SQLException, IOException {
    put("fresh", DAILY, ", \"onlyIfDataChanged\": true", ", \"dataset\": \"tiny\"");
    String id = trigger("fresh", "first").getString("experiment");
    publisher.publish(trainedOn(write("old"), Story.of(id, "fresh", 0)));
    Rest.experiment(id, "COMPLETED");
    Rest.when("/api/v1/schedules/fresh/firings", "items[0].version", 1);

    daysPass("fresh", 1);
    launching.launchDue();
    String unchanged = firings("fresh").getString("items[0].skipped");
    write("new");
    daysPass("fresh", 1);
    launching.launchDue();

    assertThat(unchanged).contains("data set is still the one");
    assertThat(firings("fresh").getString("items[0].experiment")).startsWith("fresh-");
    assertThat(firings("fresh").getList("items.kind"))
        .isEqualTo(List.of("catch-up", "catch-up", "manual"));
  }

  @Test
  void aTriggerFiresAtOnceAndOnceForEachKey() {
    put("wanted", DAILY, ", \"enabled\": false");

    JsonPath first = trigger("wanted", "42");
    JsonPath again = trigger("wanted", "42");
    JsonPath other = trigger("wanted", "43");

    assertThat(first.getString("kind")).isEqualTo("manual");
    assertThat(again.getString("experiment")).isEqualTo(first.getString("experiment"));
    assertThat(other.getString("experiment")).isNotEqualTo(first.getString("experiment"));
    assertThat(firings("wanted").getList("items")).hasSize(2);
    awaitRequests(first.getString("experiment"), 1);
  }

  @Test
  void aPauseIsNotCaughtUpWith() throws SQLException {
    put("paused", DAILY, "");
    act("paused", "disable").then().statusCode(200);
    daysPass("paused", 2);

    launching.launchDue();
    assertThat(get("/api/v1/schedules/paused").jsonPath().getMap("")).doesNotContainKey("next");
    JsonPath enabled = act("paused", "enable").jsonPath();
    launching.launchDue();

    assertThat(enabled.getBoolean("enabled")).isTrue();
    assertThat(Instant.parse(enabled.getString("next"))).isAfter(Instant.now());
    assertThat(firings("paused").getList("items")).isEmpty();
  }

  @Test
  void theShippedScheduleIsThereAndOff() {
    JsonPath nightly = get("/api/v1/schedules/nightly").jsonPath();

    assertThat(nightly.getString("cron")).isEqualTo(DAILY);
    assertThat(nightly.getString("zone")).isEqualTo("UTC");
    assertThat(nightly.getBoolean("enabled")).isFalse();
    assertThat(nightly.getString("template.model")).isEqualTo("mnist-cvae");
    assertThat(nightly.getString("template.promotion.alias")).isEqualTo("champion");
    assertThat(get("/api/v1/schedules").jsonPath().getList("items.name")).contains("nightly");
  }

  @Test
  void aChangedScheduleIsWhatWasAskedForAndADeletedOneIsGone() {
    put("changed", DAILY, "").then().statusCode(201);

    Response changed = put("changed", "30 4 * * MON", ", \"zone\": \"Europe/Berlin\"");

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.jsonPath().getString("zone")).isEqualTo("Europe/Berlin");
    assertThat(get("/api/v1/schedules/changed").jsonPath().getString("cron"))
        .isEqualTo("30 4 * * MON");
    assertThat(delete("/api/v1/schedules/changed").statusCode()).isEqualTo(204);
    assertThat(get("/api/v1/schedules/changed").statusCode()).isEqualTo(404);
    assertThat(delete("/api/v1/schedules/changed").statusCode()).isEqualTo(404);
    assertThat(act("changed", "trigger").statusCode()).isEqualTo(404);
    assertThat(act("changed", "enable").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/schedules/changed/firings").statusCode()).isEqualTo(404);
  }

  @Test
  void everythingWrongIsNamedAndNothingIsStored() {
    Response answer =
        given()
            .contentType("application/json")
            .body(
                "{\"cron\": \"0 25 * * *\", \"zone\": \"Mars/Olympus\", \"enabled\": 1, \"each\": 2,"
                    + " \"template\": {\"experimentId\": \"x\", \"model\": \"m\","
                    + " \"hyperparameters\": {\"epochs\": 0}, \"tags\": 7}}")
            .put("/api/v1/schedules/wrong");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getList("violations.field"))
        .containsExactlyInAnyOrder(
            "cron",
            "zone",
            "enabled",
            "each",
            "template.experimentId",
            "template.hyperparameters.epochs",
            "template.tags");
    assertThat(get("/api/v1/schedules/wrong").statusCode()).isEqualTo(404);
    assertThat(put("wrong", "0 0 30 2 *", "").statusCode()).isEqualTo(400);
    assertThat(put("Wrong", DAILY, "").jsonPath().getList("violations.field"))
        .isEqualTo(List.of("name"));
  }

  private static Response put(String name, String cron, String more) {
    return put(name, cron, more, "");
  }

  private static Response put(String name, String cron, String more, String template) {
    return given()
        .contentType("application/json")
        .body(
            "{\"cron\": \"%s\"%s, \"template\": {\"model\": \"%s\", \"tags\": {\"team\": \"vision\"}%s}}"
                .formatted(cron, more, name.toLowerCase(), template))
        .put("/api/v1/schedules/" + name);
  }

  private static List<Message> trainedOn(String digest, Story story) {
    ModelTrained trained =
        new ModelTrained(story.id(), 1, story.model(), digest, story.checkpoint(2), List.of());
    return List.of(
        story.accepted(),
        Message.of(story.id() + "/trained", story.start(), "test", trained),
        story.sampled(),
        story.evaluated());
  }

  /** Makes the four files of the data set tiny, and returns its digest. */
  private String write(String content) throws IOException {
    Map<DatasetFile, String> digests = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      byte[] bytes = (content + file.id()).getBytes(StandardCharsets.UTF_8);
      Files.write(tiny.resolve(file.publishedName()), bytes);
      digests.put(file, Ids.sha256(bytes));
    }
    return Dataset.digestOf(digests);
  }

  private static Response act(String name, String what) {
    return given().post("/api/v1/schedules/" + name + "/" + what);
  }

  private static JsonPath trigger(String name, String key) {
    Response answer =
        given().header("Idempotency-Key", key).post("/api/v1/schedules/" + name + "/trigger");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    return answer.jsonPath();
  }

  private static JsonPath firings(String name) {
    return get("/api/v1/schedules/" + name + "/firings").jsonPath();
  }

  /** Everything that the schedule has lived through becomes older. */
  private void daysPass(String schedule, int days) throws SQLException {
    String older =
        """
        with older as (
          update registry.firing set planned_at = planned_at - make_interval(days => ?),
            fired_at = fired_at - make_interval(days => ?) where schedule = ?)
        update registry.schedule set planned_from = planned_from - make_interval(days => ?)
          where name = ?""";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(older)) {
      statement.setInt(1, days);
      statement.setInt(2, days);
      statement.setString(3, schedule);
      statement.setInt(4, days);
      statement.setString(5, schedule);
      statement.executeUpdate();
    }
  }

  private void awaitRequests(String experiment, long times) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Kafka.read(kafka, Topic.EXPERIMENT_REQUESTED))
                    .filteredOn(
                        record ->
                            new String(record.value(), StandardCharsets.UTF_8)
                                .contains("\"" + experiment + "\""))
                    .hasSize((int) times));
  }
}
