package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Facts that are well-formed, and that the history or the decisions cannot process. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class RefusedFactIT {

  @Inject KafkaSettings kafka;
  @Inject DataSource database;

  @Test
  void eachProjectionSetsAsideWhatItCannotProcessUntilARebuildAndGoesOnWithTheFactsBehind()
      throws SQLException {
    ExampleExperiment refused = CommittedExamples.of("unprocessable-1", "unprocessable", 0);
    ExampleExperiment good = CommittedExamples.of("behind-1", "behind", 1);
    execute(
        "alter table history.event add constraint test_check check (id <> '%s')"
            .formatted(refused.started(1).id()));
    execute(
        "alter table registry.scorecard add constraint test_check"
            + " check (experiment_id <> 'unprocessable-1')");

    send(refused.accepted());
    Coordinates started = send(refused.started(1));
    send(refused.trained());
    Coordinates evaluated = send(refused.evaluated());
    good.whole().forEach(this::send);

    RegistryRest.experiment("behind-1", "COMPLETED");
    RegistryRest.scoredVersion("behind", 1);
    RegistryRest.experiment("unprocessable-1", "COMPLETED");
    RegistryRest.when("/api/v1/models/unprocessable/versions/1", "version", 1);
    awaitOneLetter(started, "registry-history cannot process it: ");
    awaitOneLetter(evaluated, "registry-decisions cannot process it: ");
    assertThat(get("/q/metrics").asString()).contains("outcome=\"refused\"");
    execute("alter table history.event drop constraint test_check");
    execute("alter table registry.scorecard drop constraint test_check");

    given().post("/api/v1/rebuild").then().statusCode(202);

    Awaitility.await().until(() -> isInHistory(refused.started(1).id()));
  }

  @Test
  void aDecisionThatPostgresEndsBecauseOfADeadlockIsMadeLater() throws SQLException {
    ExampleExperiment example = CommittedExamples.of("deadlocked-1", "deadlocked", 0);
    Coordinates trained;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into registry.model (name) values ('deadlocked')");
      connection.setAutoCommit(false);
      // So that PostgreSQL ends the decision, and not this transaction.
      statement.execute("set local deadlock_timeout = '20s'");
      statement.execute("select from registry.model where name = 'deadlocked' for update");
      trained = send(example.trained());
      Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> isWaitedFor(statement));
      statement.execute("update registry.position set next_offset = next_offset");
      connection.rollback();
    }

    RegistryRest.when("/api/v1/models/deadlocked/versions/1", "version", 1);
    assertThat(causes(trained)).isEmpty();
  }

  /** Whether another transaction waits for this one. */
  private static boolean isWaitedFor(Statement statement) throws SQLException {
    String waiting =
        "select exists (select from pg_stat_activity where pg_backend_pid() = any"
            + " (pg_blocking_pids(pid)))";
    try (ResultSet row = statement.executeQuery(waiting)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private boolean isInHistory(String event) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select from history.event where id = '%s'".formatted(event))) {
      return row.next();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Sends a fact to the first partition, where all of them stand behind each other. */
  private Coordinates send(Message message) {
    ProducerRecord<byte[], byte[]> record = MessageCodec.write(message, kafka.prefix());
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(kafka.common(), bytes, bytes)) {
      RecordMetadata sent =
          producer
              .send(
                  new ProducerRecord<>(
                      record.topic(), 0, record.key(), record.value(), record.headers()))
              .get();
      return new Coordinates(
          sent.topic(), sent.partition(), sent.offset(), Instant.ofEpochMilli(sent.timestamp()));
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitOneLetter(Coordinates at, String cause) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(causes(at))
                    .singleElement()
                    .satisfies(said -> assertThat(said).startsWith(cause).contains("test_check")));
  }

  /** Why a record is among the dead letters, as each projection says that set it aside. */
  private List<String> causes(Coordinates at) {
    String letters = Topic.EXPERIMENT_EVENT.deadLetterName(kafka.prefix());
    return TopicReader.all(kafka.common(), letters).stream()
        .filter(letter -> MessageCodec.coordinates(letter).equals(at))
        .map(letter -> letter.headers().lastHeader(MessageCodec.CAUSE).value())
        .map(cause -> new String(cause, StandardCharsets.UTF_8))
        .toList();
  }
}
