package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An instance that stops in the middle of a transaction, as one does that is frozen. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class VanishedInstanceIT {

  /** OutboxRelay's. */
  private static final long LOCK = 0x66_69_64_65_6c_69_6fL;

  private static final Duration BOUND = Duration.ofSeconds(20);

  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject DataSource database;

  @Test
  void whatItHoldsIsFreedAndItsStandstillIsReportedUntilThen() throws SQLException {
    for (String model : List.of("vanished-held", "vanished-free")) {
      publisher.publish(CommittedExamples.of(model + "-1", model, 1).withModelIn(store).whole());
      RegistryRest.scoredVersion(model, 1);
    }
    try (Connection frozen = database.getConnection();
        Statement statement = frozen.createStatement()) {
      frozen.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      statement.execute("select name from registry.model where name = 'vanished-held' for update");

      assertThat(promote("vanished-free")).isEqualTo(201);
      assertThat(promote("vanished-held")).isEqualTo(503);
      Awaitility.await().atMost(BOUND).until(() -> well(503).contains("no instance publishes"));
      Awaitility.await().atMost(BOUND).until(() -> promote("vanished-held") == 201);
      Awaitility.await().atMost(BOUND).until(() -> waiting() == 0);
      Awaitility.await().atMost(BOUND).until(() -> !well(200).isEmpty());
    }
  }

  private static String well(int status) {
    Response health = get("/q/health/well");
    return health.statusCode() == status ? health.asString() : "";
  }

  private static int promote(String model) {
    return given()
        .contentType("application/json")
        .body("{\"version\": 1}")
        .put("/api/v1/models/" + model + "/aliases/champion")
        .statusCode();
  }

  private long waiting() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from registry.outbox where published_at is null")) {
      row.next();
      return row.getLong(1);
    }
  }
}
