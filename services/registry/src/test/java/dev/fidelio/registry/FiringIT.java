package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.registry.schedules.ScheduleRunner;
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
@QuarkusTestResource(RegistryServers.class)
class FiringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject ScheduleRunner scheduleRunner;
  @Inject KafkaSettings kafka;
  @Inject DataSource database;

  @Test
  void missedDaysAreCoalescedIntoOneRunHoweverManyRunnersLook() throws SQLException {
    ScheduleCalls.put("missed", ScheduleCalls.DAILY, "").then().statusCode(201);
    ScheduleCalls.daysPass(database, "missed", 3);
    Instant first = Instant.parse(get("/api/v1/schedules/missed").jsonPath().getString("next"));

    IntStream.range(0, 8).parallel().forEach(each -> scheduleRunner.launchDue());

    JsonPath firings = ScheduleCalls.firings("missed");
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
    ScheduleCalls.put("wanted", ScheduleCalls.DAILY, ", \"enabled\": false");

    JsonPath first = ScheduleCalls.trigger("wanted", "42");
    JsonPath again = ScheduleCalls.trigger("wanted", "42");
    JsonPath other = ScheduleCalls.trigger("wanted", "43");

    assertThat(first.getString("kind")).isEqualTo("manual");
    assertThat(again.getString("experiment")).isEqualTo(first.getString("experiment"));
    assertThat(other.getString("experiment")).isNotEqualTo(first.getString("experiment"));
    assertThat(ScheduleCalls.firings("wanted").getList("items")).hasSize(2);
    awaitRequests(first.getString("experiment"), 1);
  }

  @Test
  void aPauseIsNotCaughtUpWith() throws SQLException {
    ScheduleCalls.put("paused", ScheduleCalls.DAILY, "");
    ScheduleCalls.act("paused", "disable").then().statusCode(200);
    ScheduleCalls.daysPass(database, "paused", 2);

    scheduleRunner.launchDue();
    assertThat(get("/api/v1/schedules/paused").jsonPath().getMap("")).doesNotContainKey("next");
    JsonPath enabled = ScheduleCalls.act("paused", "enable").jsonPath();
    scheduleRunner.launchDue();

    assertThat(enabled.getBoolean("enabled")).isTrue();
    assertThat(Instant.parse(enabled.getString("next"))).isAfter(Instant.now());
    assertThat(ScheduleCalls.firings("paused").getList("items")).isEmpty();
  }

  private void awaitRequests(String experiment, long times) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(TopicReaders.read(kafka, Topic.EXPERIMENT_REQUESTED))
                    .filteredOn(
                        record ->
                            new String(record.value(), StandardCharsets.UTF_8)
                                .contains("\"" + experiment + "\""))
                    .hasSize((int) times));
  }
}
