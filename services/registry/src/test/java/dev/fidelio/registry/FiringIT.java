package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.registry.schedules.Launching;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** When a schedule fires. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class FiringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Launching launching;
  @Inject KafkaSettings kafka;
  @Inject DataSource database;

  @Test
  void daysThatNobodyWasThereAreCaughtUpWithOnceHoweverManyLook() throws SQLException {
    Schedules.put("missed", Schedules.DAILY, "").then().statusCode(201);
    Schedules.daysPass(database, "missed", 3);
    Instant first = Instant.parse(get("/api/v1/schedules/missed").jsonPath().getString("next"));

    IntStream.range(0, 8).parallel().forEach(each -> launching.launchDue());

    JsonPath firings = Schedules.firings("missed");
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
  void aTriggerFiresAtOnceAndOnceForEachKey() {
    Schedules.put("wanted", Schedules.DAILY, ", \"enabled\": false");

    JsonPath first = Schedules.trigger("wanted", "42");
    JsonPath again = Schedules.trigger("wanted", "42");
    JsonPath other = Schedules.trigger("wanted", "43");

    assertThat(first.getString("kind")).isEqualTo("manual");
    assertThat(again.getString("experiment")).isEqualTo(first.getString("experiment"));
    assertThat(other.getString("experiment")).isNotEqualTo(first.getString("experiment"));
    assertThat(Schedules.firings("wanted").getList("items")).hasSize(2);
    awaitRequests(first.getString("experiment"), 1);
  }

  @Test
  void aPauseIsNotCaughtUpWith() throws SQLException {
    Schedules.put("paused", Schedules.DAILY, "");
    Schedules.act("paused", "disable").then().statusCode(200);
    Schedules.daysPass(database, "paused", 2);

    launching.launchDue();
    assertThat(get("/api/v1/schedules/paused").jsonPath().getMap("")).doesNotContainKey("next");
    JsonPath enabled = Schedules.act("paused", "enable").jsonPath();
    launching.launchDue();

    assertThat(enabled.getBoolean("enabled")).isTrue();
    assertThat(Instant.parse(enabled.getString("next"))).isAfter(Instant.now());
    assertThat(Schedules.firings("paused").getList("items")).isEmpty();
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
