package dev.fidelio.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.ExperimentRejected;
import dev.fidelio.contracts.Fact;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MessageBuilder;
import dev.fidelio.contracts.ModelFact;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.RunTracked;
import dev.fidelio.contracts.Violation;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.registry.history.HistoryProjector;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleScores;
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
          "select * from history.evaluation order by 1, 2",
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

  @Test
  void ofSeveralFactsWithOneNameTheFirstStands() throws SQLException {
    List<Message> first = everyNamedFact(CommittedExamples.of("named", "m", 0), "digits");
    List<Message> second =
        everyNamedFact(CommittedExamples.of("named", "n", 60).withSeed(8), "letters");
    List<Message> both = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      both.add(first.get(i));
      both.add(asAnotherEvent(second.get(i)));
    }
    second.forEach(message -> both.add(asAnotherEvent(message)));

    Map<String, List<String>> expected = tables(new DeliveryOrder(List.of(first), 1));
    Map<String, List<String>> tables = tables(new DeliveryOrder(List.of(both), 2));

    List<Class<?>> types = new ArrayList<>();
    first.forEach(message -> types.add(message.payload().orElseThrow().getClass()));
    assertThat(types).containsAll(namedFacts());
    assertThat(tables).isEqualTo(expected);
  }

  /** The types of facts of which the first of a name stands. */
  private static List<Class<?>> namedFacts() {
    List<Class<?>> named = new ArrayList<>(Payload.types().values());
    named.removeIf(type -> !Fact.class.isAssignableFrom(type));
    named.removeIf(type -> ModelFact.class.isAssignableFrom(type) || type == RunTracked.class);
    return named;
  }

  private static List<Message> everyNamedFact(ExampleExperiment example, String dataset) {
    Coordinates source = new Coordinates("experiment-requested", 0, 3, example.start());
    Violation violation = new Violation("model", dataset, "a name");
    return List.of(
        message("ingested", example, ExampleDatasets.ingested(dataset)),
        example.accepted(),
        message(
            "rejected",
            example,
            new ExperimentRejected(example.id(), null, List.of(violation), source)),
        example.started(1),
        example.epoch(1),
        example.epoch(2),
        example.trained(),
        example.sampled(),
        example.evaluated(
            "default", ExampleScores.EXTRACTOR, example.experiment().hyperparameters().seed()),
        example.scorecard("again", 11.5),
        example.evaluationFailed("again"),
        example.evaluationFailed("never"),
        example.cancelled(),
        example.failed());
  }

  private static Message message(String id, ExampleExperiment example, Payload payload) {
    return Message.of(id, example.start(), "test", payload);
  }

  private static Message asAnotherEvent(Message message) {
    return MessageBuilder.builder(message).id("another-" + message.id()).build();
  }

  private static List<List<Message>> stories() {
    ExampleExperiment whole = CommittedExamples.of("whole", "m", 0);
    ExampleExperiment failed = CommittedExamples.of("failed", "m", 1);
    ExampleExperiment cancelled = CommittedExamples.of("cancelled", "m", 2);
    ExampleExperiment unborn = CommittedExamples.of("unborn", "n", 3);
    ExampleExperiment late = CommittedExamples.of("late", "n", 4);
    ExampleExperiment resumed =
        CommittedExamples.of("resumed", "m", 5).withResumeFrom(cancelled.id());
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
