package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class RewindIT {

  private static final String TABLES =
      """
      select schemaname || '.' || tablename from pg_tables
      where schemaname in ('history', 'registry')
        and tablename not in ('flyway_schema_history', 'outbox', 'retention_run', 'retention_observation')
        and tablename not like 'qrtz%'""";

  @Inject Publisher publisher;
  @Inject DataSource database;
  @Inject ArtifactStore store;

  @Test
  void aDroppedHistoryIsRebuiltAndDecisionsStay() throws SQLException {
    publisher.publish(CommittedExamples.of("rewound-1", "rewound", 1).withModelIn(store).whole());
    publisher.publish(CommittedExamples.of("rewound-2", "rewound", 2).withModelIn(store).whole());
    RegistryRest.experiment("rewound-1", "COMPLETED");
    RegistryRest.experiment("rewound-2", "COMPLETED");
    RegistryRest.when("/api/v1/models/rewound/versions", "items.size()", 2);
    given()
        .contentType("application/json")
        .body("{\"version\": 1}")
        .put("/api/v1/models/rewound/aliases/champion")
        .then()
        .statusCode(201);
    publisher.publish(DriftFacts.noticedAndMended("rewound", "champion"));
    awaitRead();
    Map<String, List<String>> before = rows();

    given().post("/api/v1/rebuild").then().statusCode(202);

    awaitRead();
    assertThat(rows()).isEqualTo(before);
    assertThat(before)
        .containsKeys("history.drift", "history.event", "history.position", "registry.promotion");
    assertThat(get("/api/v1/models/rewound/versions/1").jsonPath().getList("aliases"))
        .isEqualTo(List.of("champion"));
  }

  @Test
  void aHistoryThatAUserHasDroppedIsRebuiltToo() throws SQLException {
    publisher.publish(CommittedExamples.of("dropped-1", "dropped", 1).whole());
    RegistryRest.experiment("dropped-1", "COMPLETED");

    try (Connection connection = database.getConnection();
        Statement drop = connection.createStatement()) {
      drop.execute("drop schema history cascade");
    }
    publisher.publish(List.of(CommittedExamples.of("another-1", "another", 3).accepted()));

    RegistryRest.experiment("another-1", "QUEUED");
    RegistryRest.experiment("dropped-1", "COMPLETED");
  }

  @Test
  void promotionsCannotBeChanged() throws SQLException {
    publisher.publish(CommittedExamples.of("kept-1", "kept", 1).withModelIn(store).whole());
    RegistryRest.scoredVersion("kept", 1);
    given()
        .contentType("application/json")
        .body("{\"version\": 1}")
        .put("/api/v1/models/kept/aliases/champion")
        .then()
        .statusCode(201);

    for (String change :
        List.of(
            "delete from registry.promotion",
            "update registry.promotion set reason = ''",
            "truncate registry.promotion",
            "truncate registry.version cascade")) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("never changed");
      }
    }
  }

  /** Waits until every reader of the log has reached its end. */
  private void awaitRead() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              JsonPath reading = get("/api/v1/rebuild").jsonPath();
              return reading.getInt("of") > 0
                  && reading.getInt("read") == reading.getInt("of")
                  && areReadersEven();
            });
  }

  private boolean areReadersEven() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      return column(
              statement,
              "select next_offset from history.position"
                  + " where topic in (select topic from registry.position) order by partition")
          .equals(
              column(statement, "select next_offset from registry.position order by partition"));
    }
  }

  /** Every row of every table, sorted, without timestamps. */
  private Map<String, List<String>> rows() throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : column(statement, TABLES)) {
        tables.put(
            table, column(statement, "select t::text from %s t order by 1".formatted(table)));
      }
    }
    return tables;
  }

  private static List<String> column(Statement statement, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }
}
