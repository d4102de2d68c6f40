package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.registry.schedules.ScheduleRunner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a schedule fires. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class FiringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject ScheduleRunner scheduleRunner;
  @Inject KafkaSettings kafka;
  @Inject DataSource database;
  @Inject MovableClock clock;

  @Test
  void missedDaysAreCoalescedIntoOneRunHoweverManyRunnersLook() throws SQLException {
    ScheduleClient.put("missed", ScheduleClient.DAILY, "").then().statusCode(201);
    ScheduleClient.daysPass(database, "missed", 3);
    Instant first = Instant.parse(get("/api/v1/schedules/missed").jsonPath().getString("next"));

    IntStream.range(0, 8).parallel().forEach(each -> scheduleRunner.launchDue());

    JsonPath firings = ScheduleClient.firings("missed");
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
    ScheduleClient.put("wanted", ScheduleClient.DAILY, ", \"enabled\": false");

    JsonPath first = ScheduleClient.trigger("wanted", "42");
    JsonPath again = ScheduleClient.trigger("wanted", "42");
    JsonPath other = ScheduleClient.trigger("wanted", "43");

    assertThat(first.getString("kind")).isEqualTo("manual");
    assertThat(again.getString("experiment")).isEqualTo(first.getString("experiment"));
    assertThat(other.getString("experiment")).isNotEqualTo(first.getString("experiment"));
    assertThat(ScheduleClient.firings("wanted").getList("items")).hasSize(2);
    awaitRequests(first.getString("experiment"), 1);
  }

  @Test
  void aPauseIsNotCaughtUpWith() throws SQLException {
    ScheduleClient.put("paused", ScheduleClient.DAILY, "");
    ScheduleClient.act("paused", "disable").then().statusCode(200);
    ScheduleClient.daysPass(database, "paused", 2);

    scheduleRunner.launchDue();
    assertThat(get("/api/v1/schedules/paused").jsonPath().getMap("")).doesNotContainKey("next");
    JsonPath enabled = ScheduleClient.act("paused", "enable").jsonPath();
    scheduleRunner.launchDue();

    assertThat(enabled.getBoolean("enabled")).isTrue();
    assertThat(Instant.parse(enabled.getString("next"))).isAfter(Instant.now());
    assertThat(ScheduleClient.firings("paused").getList("items")).isEmpty();
  }

  @Test
  void aRowThatCannotBeEvaluatedIsShownWithItsReasonAndTheOthersFire() throws SQLException {
    ScheduleClient.put("sound", ScheduleClient.DAILY, "").then().statusCode(201);
    ScheduleClient.daysPass(database, "sound", 2);
    Map<String, String> broken =
        Map.of(
            "broken-cron", "'0 0 0 W * ?', null, '{}'",
            "broken-minute", "'61 * * * *', null, '{}'",
            "broken-zone", "'0 2 * * *', 'Mars/Olympus', '{}'",
            "broken-template", "'* * * * *', null, '[7]'");
    for (Map.Entry<String, String> row : broken.entrySet()) {
      execute(
          "insert into registry.schedule (name, cron, zone, template, enabled, skip_while_running,"
              + " only_if_data_changed, planned_from) values ('%s', %s, true, false, false, '%s')"
                  .formatted(row.getKey(), row.getValue(), Instant.now().minusSeconds(90_000)));
    }

    scheduleRunner.launchDue();

    assertThat(ScheduleClient.firings("sound").getList("items")).hasSize(1);
    Response health = get("/q/health/well");
    assertThat(health.statusCode()).isEqualTo(503);
    for (String name : broken.keySet()) {
      JsonPath shown = get("/api/v1/schedules/" + name).jsonPath();
      assertThat(shown.getString("problem")).as(name).isNotBlank();
      assertThat(shown.getMap("")).doesNotContainKey("next");
      assertThat(health.asString()).contains(name);
    }
    JsonPath all = get("/api/v1/schedules").jsonPath();
    assertThat(all.getString("items.find { it.name == 'broken-minute' }.problem"))
        .contains("61 not in range");
    assertThat(all.getString("items.find { it.name == 'sound' }.problem")).isNull();
    execute("delete from registry.schedule where name like 'broken-%'");
    assertThat(get("/q/health/well").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"leapt-daily, 0 2 * * *, 48", "leapt-hourly, 0 * * * *, 2"})
  void aClockThatHasJumpedAheadAndBackSilencesNoLaterRun(String name, String cron, int hours)
      throws SQLException {
    ScheduleClient.put(name, cron, ", \"skipWhileRunning\": false").then().statusCode(201);
    try {
      clock.jump(Duration.ofDays(30));
      scheduleRunner.launchDue();
      clock.jump(Duration.ofDays(32));
      scheduleRunner.launchDue();
      clock.jump(Duration.ZERO);

      Instant next = Instant.parse(get("/api/v1/schedules/" + name).jsonPath().getString("next"));
      assertThat(ScheduleClient.firings(name).getList("items")).hasSize(2);
      assertThat(next).isBetween(Instant.now(), Instant.now().plus(hours, ChronoUnit.HOURS));

      clock.jump(Duration.ofHours(hours));
      scheduleRunner.launchDue();
      assertThat(ScheduleClient.firings(name).getList("items.planned")).contains(next.toString());
    } finally {
      clock.jump(Duration.ZERO);
    }
  }

  @Test
  void aScheduleThatWasEnabledWhileTheClockWasAheadFires() {
    ScheduleClient.put("ahead", "* * * * *", ", \"enabled\": false").then().statusCode(201);
    clock.jump(Duration.ofDays(30));
    ScheduleClient.act("ahead", "enable").then().statusCode(200);
    clock.jump(Duration.ZERO);

    scheduleRunner.launchDue();

    Instant next = Instant.parse(get("/api/v1/schedules/ahead").jsonPath().getString("next"));
    assertThat(next).isBefore(Instant.now().plus(2, ChronoUnit.MINUTES));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
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
