package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class RewindIT {

  private static final Map<String, String> TABLES =
      Map.of(
          "experiment", "select * from history.experiment where model = 'rewound' order by id",
          "event",
              "select id, subject, type, at, data from history.event"
                  + " where subject like 'rewound-%' order by subject, number",
          "metric_point",
              "select * from history.metric_point"
                  + " where experiment_id like 'rewound-%' order by 1, 2, 3, 4",
          "artifact",
              "select * from history.artifact"
                  + " where experiment_id like 'rewound-%' order by 1, 2",
          "score", "select * from history.score where experiment_id like 'rewound-%' order by 1",
          "version", "select * from registry.version where model = 'rewound' order by 1, 2",
          "promotion", "select * from registry.promotion where model = 'rewound' order by 1, 2");

  @Inject Publisher publisher;
  @Inject DataSource database;

  @Test
  void aDroppedHistoryIsMadeAgainAndDecisionsStay() throws SQLException {
    publisher.publish(Story.of("rewound-1", "rewound", 1).whole());
    publisher.publish(Story.of("rewound-2", "rewound", 2).whole());
    Rest.experiment("rewound-1", "COMPLETED");
    Rest.experiment("rewound-2", "COMPLETED");
    Rest.when("/api/v1/models/rewound/versions", "items.size()", 2);
    given()
        .contentType("application/json")
        .body("{\"version\": 1}")
        .put("/api/v1/models/rewound/aliases/champion");
    Map<String, List<String>> before = rows();

    try (Connection connection = database.getConnection();
        Statement drop = connection.createStatement()) {
      drop.execute("drop schema history cascade");
    }
    publisher.publish(List.of(Story.of("another-1", "another", 3).accepted()));

    Rest.experiment("another-1", "QUEUED");
    Rest.experiment("rewound-1", "COMPLETED");
    Rest.experiment("rewound-2", "COMPLETED");
    assertThat(rows()).isEqualTo(before);
    assertThat(get("/api/v1/models/rewound/versions/1").jsonPath().getList("aliases"))
        .isEqualTo(List.of("champion"));
  }

  @Test
  void promotionsCannotBeChanged() throws SQLException {
    publisher.publish(Story.of("kept-1", "kept", 1).whole());
    Rest.scoredVersion("kept", 1);
    given()
        .contentType("application/json")
        .body("{\"version\": 1}")
        .put("/api/v1/models/kept/aliases/champion");

    for (String change :
        List.of("delete from registry.promotion", "update registry.promotion set reason = ''")) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("never changed");
      }
    }
  }

  private Map<String, List<String>> rows() throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> table : TABLES.entrySet()) {
        List<String> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(table.getValue())) {
          int columns = row.getMetaData().getColumnCount();
          while (row.next()) {
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
              values.add(row.getString(column));
            }
            rows.add(values.toString());
          }
        }
        assertThat(rows).as(table.getKey()).isNotEmpty();
        tables.put(table.getKey(), rows);
      }
    }
    return tables;
  }
}
