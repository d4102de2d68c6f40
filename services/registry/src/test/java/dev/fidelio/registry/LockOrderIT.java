package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Transactions of the registry beside another one that holds what they need. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class LockOrderIT {

  private static final String SCORECARD =
      "insert into registry.scorecard (experiment_id, evaluation, scores) values ('%s', '%s', '[]')";

  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject DataSource database;

  @Test
  void aModelIsLockedBeforeItsScorecards() throws Exception {
    ExampleExperiment example = CommittedExamples.of("ordered-1", "ordered", 1).withModelIn(store);
    publisher.publish(example.whole());
    RegistryRest.scoredVersion("ordered", 1);
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select name from registry.model where name = 'ordered' for update");
      publisher.publish(List.of(example.scorecard("again", 11.5)));
      awaitWaiting(statement);
      // By now PostgreSQL has looked for a deadlock in vain, and would cancel the next to wait.
      Thread.sleep(1_200);

      statement.execute(SCORECARD.formatted("ordered-1", "again"));

      other.rollback();
    }
    Awaitility.await().until(() -> scorecards("ordered-1") == 2);
  }

  @Test
  void aPromotionThatIsTheVictimOfADeadlockIsRepeated() throws Exception {
    publisher.publish(CommittedExamples.of("victim-1", "victim", 1).withModelIn(store).whole());
    RegistryRest.scoredVersion("victim", 1);
    Awaitility.await().until(() -> scorecards("victim-1") == 1);
    CompletableFuture<Integer> promotion;
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("delete from registry.scorecard where experiment_id = 'victim-1'");
      other.setAutoCommit(false);
      // This transaction does not look for deadlocks, so that it is not the victim.
      statement.execute("set local deadlock_timeout = '1min'");
      statement.execute(SCORECARD.formatted("victim-1", "default"));
      promotion = CompletableFuture.supplyAsync(LockOrderIT::promote);
      awaitWaiting(statement);

      statement.execute("select name from registry.model where name = 'victim' for update");

      other.rollback();
    }
    assertThat(promotion.get()).isEqualTo(201);
  }

  private static int promote() {
    return given()
        .contentType("application/json")
        .body("{\"version\": 1}")
        .put("/api/v1/models/victim/aliases/champion")
        .statusCode();
  }

  /** Until some transaction waits for this one. */
  private static void awaitWaiting(Statement statement) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              try (ResultSet row =
                  statement.executeQuery(
                      "select count(*) from pg_stat_activity"
                          + " where pg_backend_pid() = any(pg_blocking_pids(pid))")) {
                return row.next() && row.getLong(1) > 0;
              }
            });
  }

  private long scorecards(String experiment) throws SQLException {
    String count = "select count(*) from registry.scorecard where experiment_id = '%s'";
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(count.formatted(experiment))) {
      row.next();
      return row.getLong(1);
    }
  }
}
