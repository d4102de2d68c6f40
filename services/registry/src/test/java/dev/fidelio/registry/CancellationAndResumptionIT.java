package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class CancellationAndResumptionIT {

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;

  @Test
  void aCancellationIsAskedForOnKafka() {
    ExampleExperiment example = CommittedExamples.of("stop-1", "stop", 0);
    publisher.publish(List.of(example.accepted(), example.started(1)));
    RegistryRest.experiment("stop-1", "TRAINING");

    Response answer = post("stop-1/cancel", "{\"reason\": \"too slow\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.header("Location")).endsWith("/api/v1/experiments/stop-1");
    assertThat(asked("stop-1")).containsExactly(new CancellationRequested("stop-1", "too slow"));
  }

  @Test
  void aCancelledExperimentSaysWhereAndWhyAndMayBeCancelledAgain() {
    ExampleExperiment example = CommittedExamples.of("stop-2", "stop", 0);
    publisher.publish(List.of(example.cancelled(), example.accepted()));

    JsonPath shown = RegistryRest.when("/api/v1/experiments/stop-2", "model", "stop");

    assertThat(shown.getString("state")).isEqualTo("CANCELLED");
    assertThat(shown.getString("cancellation.stage")).isEqualTo("sampling/default");
    assertThat(shown.getString("cancellation.reason")).isEqualTo("no longer needed");
    assertThat(post("stop-2/cancel", "").statusCode()).isEqualTo(200);
    assertThat(asked("stop-2")).isEmpty();
  }

  @Test
  void whatHasEndedOrIsUnknownCannotBeCancelled() {
    publisher.publish(CommittedExamples.of("stop-3", "stop", 0).whole());
    RegistryRest.experiment("stop-3", "COMPLETED");

    Response ended = post("stop-3/cancel", "");
    Response unknown = post("stop-nobody/cancel", "");
    Response wrong = post("stop-3/cancel", "{\"reason\": 7, \"why\": true}");

    assertThat(ended.statusCode()).isEqualTo(409);
    assertThat(ended.jsonPath().getString("detail")).contains("COMPLETED");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.jsonPath().getList("violations.field")).contains("reason", "why");
  }

  @Test
  void aStoppedExperimentIsResumedAsANewOne() {
    ExampleExperiment example = CommittedExamples.of("stop-4", "stop", 0);
    publisher.publish(List.of(example.accepted(), example.epoch(1), example.cancelled()));
    RegistryRest.experiment("stop-4", "CANCELLED");

    Response answer = post("stop-4/resume", "{\"experimentId\": \"stop-5\", \"epochs\": 4}");
    publisher.publish(
        List.of(CommittedExamples.of("stop-5", "stop", 1).withResumeFrom(example.id()).accepted()));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.header("Location")).endsWith("/api/v1/experiments/stop-5");
    assertThat(answer.jsonPath().getString("resumeFrom")).isEqualTo("stop-4");
    assertThat(answer.jsonPath().getInt("hyperparameters.epochs")).isEqualTo(4);
    assertThat(answer.jsonPath().getLong("hyperparameters.seed")).isEqualTo(7);
    JsonPath old = RegistryRest.when("/api/v1/experiments/stop-4", "resumedBy", List.of("stop-5"));
    assertThat(old.getString("state")).isEqualTo("CANCELLED");
    assertThat(RegistryRest.experiment("stop-5", "QUEUED").getString("resumeFrom"))
        .isEqualTo("stop-4");
  }

  @Test
  void onlyAStoppedExperimentCanBeResumed() {
    ExampleExperiment example = CommittedExamples.of("stop-6", "stop", 0);
    publisher.publish(List.of(example.accepted(), example.started(1)));
    RegistryRest.experiment("stop-6", "TRAINING");

    Response running = post("stop-6/resume", "");
    publisher.publish(List.of(example.failed()));
    RegistryRest.experiment("stop-6", "FAILED");
    Response wrong = post("stop-6/resume", "{\"epochs\": 0}");

    assertThat(running.statusCode()).isEqualTo(409);
    assertThat(running.jsonPath().getString("detail")).contains("TRAINING");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.jsonPath().getList("violations.field"))
        .isEqualTo(List.of("hyperparameters.epochs"));
    assertThat(post("stop-nobody/resume", "").statusCode()).isEqualTo(404);
  }

  private List<CancellationRequested> asked(String id) {
    return TopicReaders.read(kafka, Topic.CANCELLATION_REQUESTED).stream()
        .map(ConsumerRecord::value)
        .map(value -> Json.read(value, CancellationRequested.class))
        .filter(request -> request.experimentId().equals(id))
        .toList();
  }

  private static Response post(String path, String body) {
    return given().contentType("application/json").body(body).post("/api/v1/experiments/" + path);
  }
}
