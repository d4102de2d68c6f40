package dev.fidelio.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.testing.TestServers;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several registry processes that share a database. */
class ScheduleClusterIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SCHEDULES = "/api/v1/schedules/";

  private final TestServers.Database database = TestServers.database();
  private final KafkaSettings kafka =
      new KafkaSettings(
          TestServers.kafka(), "schedules-" + UUID.randomUUID() + ".", "test", Map.of());

  @TempDir Path folder;

  @Test
  void ofTwoRegistriesOneFiresAtEachTimeAlsoWhenTheOtherIsKilledAndALaterOneCatchesUpOnce()
      throws Exception {
    try (RegistryProcess first = start("first");
        RegistryProcess second = start("second")) {
      first.awaitReady();
      second.awaitReady();
      put(first, "ticks", "*/2 * * * * ?");
      put(second, "daily", "0 2 * * *");

      awaitFirings(second, "ticks", 4);
      assertThat(number("select count(*) from registry.qrtz_scheduler_state")).isEqualTo(2);
      first.process().destroyForcibly();
      awaitFirings(second, "ticks", firings(second, "ticks").size() + 3);
      second.call().post(SCHEDULES + "ticks/disable").then().statusCode(200);
    }

    List<String> fired = strings("select experiment_id from registry.firing order by planned_at");
    assertThat(fired).doesNotHaveDuplicates().allMatch(id -> id.matches("ticks-.*[02468]"));

    number(
        "update registry.schedule set planned_from = planned_from - interval '3 days'"
            + " where name = 'daily' returning 1");
    try (RegistryProcess third = start("third")) {
      awaitFirings(third, "daily", 1);
      JsonPath daily = third.call().get(SCHEDULES + "daily").jsonPath();
      assertThat(Instant.parse(daily.getString("next"))).isAfter(Instant.now());
      awaitAllRequested();
    }
    assertThat(strings("select kind from registry.firing where schedule = 'daily'"))
        .isEqualTo(List.of("CATCH_UP"));
  }

  private RegistryProcess start(String name) throws IOException {
    return RegistryProcess.start(
        folder.resolve(name + ".log"),
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            kafka.bootstrapServers(),
            "FIDELIO_TOPICS_PREFIX",
            kafka.prefix(),
            "FIDELIO_ARTIFACTS_URI",
            folder.resolve("store").toUri().toString(),
            "FIDELIO_SCHEDULES_LOOK_EVERY",
            "1S",
            "QUARKUS_DATASOURCE_JDBC_URL",
            database.jdbcUrl(),
            "QUARKUS_DATASOURCE_USERNAME",
            database.user(),
            "QUARKUS_DATASOURCE_PASSWORD",
            database.password()));
  }

  private static void put(RegistryProcess registry, String name, String cron) {
    registry
        .call()
        .contentType("application/json")
        .body(
            "{\"cron\": \"%s\", \"template\": {\"model\": \"digits\"}, \"skipWhileRunning\": false}"
                .formatted(cron))
        .put(SCHEDULES + name)
        .then()
        .statusCode(201);
  }

  private static void awaitFirings(RegistryProcess registry, String schedule, int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> firings(registry, schedule).size() >= count);
  }

  private static List<Object> firings(RegistryProcess registry, String schedule) {
    return registry.call().get(SCHEDULES + schedule + "/firings").jsonPath().getList("items");
  }

  /**
   * Exactly the experiments of all firings were requested; a killed outbox may have published a
   * request twice.
   */
  private void awaitAllRequested() throws SQLException {
    List<String> fired = strings("select experiment_id from registry.firing");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(requests().stream().distinct())
                    .containsExactlyInAnyOrderElementsOf(fired));
  }

  private List<String> requests() {
    return TopicReaders.read(kafka, Topic.EXPERIMENT_REQUESTED).stream()
        .map(record -> new JsonPath(new String(record.value(), StandardCharsets.UTF_8)))
        .map(request -> request.getString("experimentId"))
        .toList();
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(strings(sql).get(0));
  }

  private List<String> strings(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
