package dev.fidelio.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.registry.history.HistoryProjector;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Properties of the projection, on random cases; a failure names its seed. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
@TestProfile(DeliveryIT.OwnServers.class)
class DeliveryIT {

  private static final int CASES = 30;

  private static final String EVENTS =
      "select subject, id, type, at, data from history.event order by subject, number";

  private static final List<String> QUERIES =
      List.of(
          "select * from history.experiment order by id",
          EVENTS,
          "select * from history.metric_point order by 1, 2, 3, 4",
          "select * from history.artifact order by 1, 2",
          "select * from history.score order by 1, 2, 3, 4, 5",
          "select * from history.dataset order by 1");

  /** Uses its own registry and database. */
  public static class OwnServers implements QuarkusTestProfile {}

  @Inject Publisher publisher;
  @Inject HistoryProjector projector;
  @Inject DataSource database;

  @Test
  void anyDuplicationAndAnyInterleavingGiveTheSameTables() throws SQLException {
    long first = Long.getLong("fidelio.test.seed", System.nanoTime());
    List<List<Message>> stories = stories();
    Map<String, List<String>> expected = tablesOfTheLog(stories);

    for (long seed = first; seed < first + CASES; seed++) {
      Map<String, List<String>> tables = tables(new DeliveryOrder(stories, seed));

      assertThat(tables).as("-Dfidelio.test.seed=%d", seed).isEqualTo(expected);
    }
  }

  private static List<List<Message>> stories() {
    Story whole = Story.of("whole", "m", 0);
    Story failed = Story.of("failed", "m", 1);
    Story cancelled = Story.of("cancelled", "m", 2);
    Story unborn = Story.of("unborn", "n", 3);
    Story late = Story.of("late", "n", 4);
    Story resumed = Story.of("resumed", "m", 5).resuming(cancelled);
    List<Message> again = new ArrayList<>(resumed.whole());
    again.add(3, resumed.started(2));
    List<Message> voided = new ArrayList<>(late.whole());
    voided.add(late.cancelled());
    return List.of(
        whole.whole(),
        List.of(failed.accepted(), failed.started(1), failed.epoch(1), failed.failed()),
        List.of(
            cancelled.accepted(), cancelled.tracked(), cancelled.epoch(1), cancelled.cancelled()),
        List.of(unborn.cancelled(), unborn.accepted(), unborn.tracked()),
        voided,
        again);
  }

  /** The tables after a log that holds each fact once, one experiment after the other. */
  private Map<String, List<String>> tablesOfTheLog(List<List<Message>> stories)
      throws SQLException {
    stories.forEach(publisher::publish);
    long facts = stories.stream().mapToLong(List::size).sum();
    Awaitility.await().until(() -> tables().get(EVENTS).size() == facts);
    return tables();
  }

  /** The tables after a delivery to an empty projection. */
  private Map<String, List<String>> tables(DeliveryOrder deliveryOrder) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate history.event, history.dataset, history.experiment cascade");
    }
    projector.positions(deliveryOrder.partitions());
    deliveryOrder.batches().forEach(batch -> projector.apply(batch.facts(), batch.next()));
    return tables();
  }

  private Map<String, List<String>> tables() throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String query : QUERIES) {
        tables.put(query, rows(statement, query));
      }
    }
    return tables;
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery("select t::text from (%s) t".formatted(query))) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
