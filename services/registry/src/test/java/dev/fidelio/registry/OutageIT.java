package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageIT.OnKillableServers.class)
class OutageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Replaces the servers that all tests share. */
  public static class OnKillableServers implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(KillableServers.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  KillableServers servers;

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;

  @Test
  void aKilledDatabaseIsSaidToBeAwayAndEverythingCatchesUp() throws IOException {
    ExampleExperiment example = CommittedExamples.of("outage-1", "outage", 0);
    publisher.publish(List.of(example.accepted(), example.started(1), example.epoch(1)));
    RegistryRest.when("/api/v1/experiments/outage-1", "losses.epoch", 1);

    servers.killPostgres();
    publisher.publish(example.whole());
    assertAway(get("/api/v1/experiments/outage-1"));
    assertAway(get("/api/v1/experiments"));
    assertAway(post("{\"experimentId\": \"outage-2\", \"model\": \"outage\"}"));
    awaitReadiness(503, "database");
    servers.startPostgres();

    RegistryRest.experiment("outage-1", "COMPLETED");
    RegistryRest.when("/api/v1/experiments/outage-1", "version", 1);
    assertThat(get("/api/v1/experiments/outage-1/metrics").jsonPath().getList("items")).hasSize(6);
    assertThat(get("/api/v1/experiments/outage-2").statusCode()).isEqualTo(404);
    awaitReadiness(200, "UP");
  }

  @Test
  void aRequestThatAKilledBrokerDidNotConfirmIsSaidToBeStoredAndIsSentOnceWhenItIsBack()
      throws IOException {
    ExampleExperiment example = CommittedExamples.of("broken-1", "broken", 0);
    publisher.publish(example.untilTrained());
    RegistryRest.experiment("broken-1", "SAMPLING");

    servers.killKafka();
    Response unconfirmed = post("{\"experimentId\": \"broken-2\", \"model\": \"broken\"}");
    assertAway(unconfirmed);
    assertThat(unconfirmed.jsonPath().getString("detail")).contains("broken-2 is stored");
    assertAway(post("{\"experimentId\": \"broken-2\", \"model\": \"broken\"}"));
    assertAway(given().contentType("application/json").post("/api/v1/experiments/broken-1/cancel"));
    assertThat(get("/api/v1/experiments/broken-2").jsonPath().getString("state"))
        .isEqualTo("REQUESTED");
    assertThat(get("/api/v1/experiments/broken-1").statusCode()).isEqualTo(200);
    awaitReadiness(503, "cannot use Kafka");
    servers.startKafka();

    awaitReadiness(200, "UP");
    publisher.publish(List.of(example.sampled(), example.evaluated()));
    RegistryRest.experiment("broken-1", "COMPLETED");
    assertThat(post("{\"experimentId\": \"broken-3\", \"model\": \"broken\"}").statusCode())
        .isEqualTo(202);
    assertThat(TopicReaders.read(kafka, Topic.EXPERIMENT_REQUESTED))
        .filteredOn(record -> new String(record.value()).contains("broken-2"))
        .hasSize(1);
  }

  @Test
  void aThreadThatHasEndedTurnsLivenessDown() {
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);

    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("gauges"))
        .forEach(Thread::interrupt);

    Awaitility.await().until(() -> get("/q/health/live").statusCode() == 503);
    assertThat(get("/q/health/live").asString()).contains("gauges");
  }

  @Test
  void aTopicThatWasMadeAgainIsReadFromItsBeginningWithFewerFactsAndWithMore() throws Exception {
    publisher.publish(CommittedExamples.of("remade-1", "remade", 0).whole());
    RegistryRest.experiment("remade-1", "COMPLETED");
    RegistryRest.when("/api/v1/models/remade/versions", "items.size()", 1);

    makeAgain(Topic.EXPERIMENT_EVENT);
    ExampleExperiment fewer = CommittedExamples.of("remade-2", "remade", 1);
    publisher.publish(List.of(fewer.accepted(), fewer.started(1)));
    RegistryRest.experiment("remade-2", "TRAINING");

    // By the time that the registry looks the new log goes beyond the old position.
    makeAgain(Topic.EXPERIMENT_EVENT);
    List<Message> more = new ArrayList<>(CommittedExamples.of("remade-3", "remade", 2).whole());
    more.addAll(CommittedExamples.of("remade-4", "remade", 3).whole());
    publisher.publish(more);
    RegistryRest.experiment("remade-3", "COMPLETED");
    RegistryRest.experiment("remade-4", "COMPLETED");
    RegistryRest.when("/api/v1/models/remade/versions", "items.size()", 3);

    assertThat(get("/q/metrics").asString())
        .contains("fidelio_projections_restarted_total{table=\"history.position\"}")
        .contains("fidelio_projections_restarted_total{table=\"registry.position\"}");
    assertThat(get("/q/health/well").asString()).contains("the topic was made again");
    assertThat(get("/api/v1/experiments/remade-1").jsonPath().getString("state"))
        .isEqualTo("COMPLETED");
  }

  private void makeAgain(Topic topic) throws Exception {
    String name = topic.name(kafka.prefix());
    try (Admin admin = Admin.create(kafka.common())) {
      admin.deleteTopics(List.of(name)).all().get();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !admin.listTopics().names().get().contains(name));
      NewTopic again = new NewTopic(name, 1, (short) 1).configs(Map.of("retention.ms", "-1"));
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> admin.createTopics(List.of(again)).all().get() == null);
    }
  }

  private static void assertAway(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("detail")).contains("does not answer");
  }

  private static Response post(String request) {
    return given().contentType("application/json").body(request).post("/api/v1/experiments");
  }

  private static void awaitReadiness(int status, String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Response health = get("/q/health/ready");
              assertThat(health.statusCode()).as(health.asString()).isEqualTo(status);
              assertThat(health.asString()).containsIgnoringCase(text);
            });
  }
}
