package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
@TestProfile(WatchdogIT.ShortIntervals.class)
class WatchdogIT {

  private static final int QUEUED = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SEVERAL_ROUNDS = Duration.ofSeconds(3);

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;
  @Inject DataSource database;

  /** All facts of these stories are old. */
  public static class ShortIntervals implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("fidelio.registry.stalled-after", "1S");
    }
  }

  @Test
  void onlyRequestsThatWaitNowhereArePublishedAgain() {
    List<Message> requests = new ArrayList<>();
    List<Message> accepted = new ArrayList<>();
    for (int i = 0; i < QUEUED; i++) {
      ExampleExperiment example = CommittedExamples.of("queued-" + i, "queued", i);
      accepted.add(example.accepted());
      requests.add(
          Message.of(
              "request-" + i, example.start(), "test", new DatasetRequested(example.experiment())));
    }
    // These stories are old: their requests must be on the topic before the facts are published.
    publisher.publish(requests);
    publisher.publish(accepted);
    publisher.publish(CommittedExamples.of("ended", "queued", 0).whole());
    publisher.publish(List.of(CommittedExamples.of("stopped", "queued", 0).accepted()));
    publisher.publish(List.of(CommittedExamples.of("stopped", "queued", 0).cancelled()));
    publisher.publish(List.of(CommittedExamples.of("forgotten", "queued", 0).accepted()));

    awaitRequests(Map.of("forgotten", 1L, "queued-0", 1L, "queued-199", 1L));
    pause();
    assertThat(requests()).hasSize(QUEUED + 1).allSatisfy((id, times) -> assertThat(times).isOne());
    assertThat(get("/q/metrics").asString()).contains("fidelio_experiments_republished_total 1.0");

    forgetEverything();

    Map<String, Long> twice = new HashMap<>(requests());
    twice.replaceAll((id, times) -> 2L);
    awaitRequests(twice);
    pause();
    assertThat(requests())
        .hasSize(QUEUED + 1)
        .allSatisfy((id, times) -> assertThat(times).isEqualTo(2));
  }

  @Test
  void whatTheBrokerHasLostIsSentAgainUnderItsOldIdUntilAFactAnswersIt() throws SQLException {
    ScheduleClient.put("lost-nights", ScheduleClient.DAILY, ", \"enabled\": false")
        .then()
        .statusCode(201);
    ExampleExperiment scored = CommittedExamples.of("lost-scores", "lostscores", 1);
    publisher.publish(scored.whole());
    RegistryRest.scoredVersion("lostscores", 1);
    List<String> lost = new ArrayList<>();
    // Another registry looks, so that this one does nothing until it has ended.
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(0x7761746368L));
      given()
          .contentType("application/json")
          .body("{\"experimentId\": \"lost-1\", \"model\": \"lost\"}")
          .post("/api/v1/experiments")
          .then()
          .statusCode(202);
      given()
          .contentType("application/json")
          .body("{\"name\": \"again\"}")
          .post("/api/v1/models/lostscores/versions/1/evaluations")
          .then()
          .statusCode(202);
      lost.add("lost-1");
      lost.add("lost-scores");
      lost.add(ScheduleClient.trigger("lost-nights", "42").getString("experiment"));
      forget(Topic.EXPERIMENT_REQUESTED, 2);
      forget(Topic.SAMPLING_REQUESTED, 1);
      pause();
      lost.forEach(id -> assertThat(sent(id)).as(id).hasSize(1));
      // Sent yesterday, says the outbox; the log has nothing of it.
      statement.execute(
          "insert into registry.outbox (event_id, message, published_at, answer)"
              + " select 'lost-fact', replace(replace(message, event_id, 'lost-fact'), '\"lostscores\"',"
              + " '\"lostfacts\"'), now() - interval '1 day', 'log' from registry.outbox"
              + " where message like '%version-registered%' and message like '%\"lostscores\"%'");
      statement.execute("select pg_advisory_unlock(%d)".formatted(0x7761746368L));
    }

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> lost.forEach(id -> assertThat(sent(id)).as(id).hasSizeGreaterThan(1)));
    lost.forEach(id -> assertThat(Set.copyOf(sent(id))).as("event ids of " + id).hasSize(1));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> eventIds(Topic.MODEL_EVENT, "lostfacts").equals(List.of("lost-fact")));

    publisher.publish(
        List.of(
            CommittedExamples.of("lost-1", "lost", 0).accepted(),
            CommittedExamples.of("lost-1", "lost", 0).cancelled()));
    publisher.publish(List.of(scored.scorecard("again", 11.5)));
    RegistryRest.experiment("lost-1", "CANCELLED");
    RegistryRest.when(
        "/api/v1/models/lostscores/versions/1/evaluations",
        "items.find { it.name == 'again' }.state",
        "SCORED");
    awaitSettled("lost-1", "lost-scores");
    forget(Topic.EXPERIMENT_REQUESTED, 1);
    Map<String, Integer> times =
        Map.of("lost-1", sent("lost-1").size(), "lost-scores", sent("lost-scores").size());
    pause();
    times.forEach((id, count) -> assertThat(sent(id)).as(id).hasSize(count));
  }

  @Test
  void whatIsSettledForLongIsDeleted() throws SQLException {
    publisher.publish(CommittedExamples.of("pruned-1", "pruned", 0).whole());
    RegistryRest.experiment("pruned-1", "COMPLETED");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String age : List.of("29 days", "31 days")) {
        String id = age.equals("29 days") ? "pruned-0" : "pruned-1";
        statement.execute(
            "insert into registry.outbox (event_id, message, published_at, settled_at)"
                + " values ('%s', '{}', now(), now() - interval '%s')".formatted(id, age));
        statement.execute(
            "insert into registry.submission (experiment_id, request, model, requested_at,"
                + " idempotency_key) values ('%s', '{}', 'pruned', now() - interval '%s', '%s')"
                    .formatted(id, age, id));
        statement.execute(
            // The watchdog may have published the experiment again before it was complete.
            "insert into registry.republication (experiment_id, published_at, times)"
                + " values ('%s', now() - interval '%s', 1) on conflict (experiment_id)"
                    .formatted(id, age)
                + " do update set published_at = excluded.published_at");
      }

      for (String column :
          List.of(
              "event_id from registry.outbox where event_id",
              "experiment_id from registry.submission where experiment_id",
              "experiment_id from registry.republication where experiment_id")) {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  try (ResultSet row =
                      statement.executeQuery(
                          "select string_agg(id, ',') from (select %s like 'pruned-%%') t (id)"
                              .formatted(column))) {
                    row.next();
                    return "pruned-0".equals(row.getString(1));
                  }
                });
      }
    }
  }

  private void awaitSettled(String... experiments) {
    String open =
        "select count(*) from registry.outbox where settled_at is null and subject in ('%s')"
            .formatted(String.join("', '", experiments));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              try (Connection connection = database.getConnection();
                  Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery(open)) {
                return row.next() && row.getInt(1) == 0;
              }
            });
  }

  /** The event ids of everything that was sent to workers about an experiment. */
  private List<String> sent(String experiment) {
    return Stream.of(Topic.EXPERIMENT_REQUESTED, Topic.SAMPLING_REQUESTED)
        .flatMap(topic -> eventIds(topic, experiment).stream())
        .toList();
  }

  private List<String> eventIds(Topic topic, String key) {
    return TopicReaders.read(kafka, topic).stream()
        .filter(record -> key.equals(new String(record.key(), StandardCharsets.UTF_8)))
        .map(
            record ->
                new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Acknowledges every request without working it. */
  private void forgetEverything() {
    forget(Topic.DATASET_REQUESTED, QUEUED + 1);
  }

  private void forget(Topic topic, int count) {
    Map<String, Object> settings = kafka.common();
    settings.put("group.id", kafka.group(topic.plainName()));
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaShareConsumer<byte[], byte[]> worker =
        new KafkaShareConsumer<>(settings, bytes, bytes)) {
      worker.subscribe(List.of(topic.name(kafka.prefix())));
      int[] taken = {0};
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> (taken[0] += worker.poll(Duration.ofMillis(200)).count()) >= count);
      worker.commitSync();
    }
  }

  private void awaitRequests(Map<String, Long> wanted) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(requests()).containsAllEntriesOf(wanted));
  }

  /** The number of times that each experiment's request was published. */
  private Map<String, Long> requests() {
    Map<String, Long> times = new HashMap<>();
    TopicReaders.read(kafka, Topic.DATASET_REQUESTED)
        .forEach(
            record -> times.merge(new String(record.key(), StandardCharsets.UTF_8), 1L, Long::sum));
    return times;
  }

  /** Waits for several checks of the watchdog, which must do nothing. */
  private static void pause() {
    Awaitility.await().pollDelay(SEVERAL_ROUNDS).until(() -> true);
  }
}
