package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class EvaluationIT {

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;

  @Test
  void aVersionIsScoredAgainBesideItsFirstScores() {
    ExampleExperiment example = CommittedExamples.of("scored-1", "scored", 1);
    publisher.publish(example.whole());
    RegistryRest.scoredVersion("scored", 1);

    Response asked = ask("scored", "{\"name\": \"again\", \"samples\": 5000, \"seed\": 9}");

    assertThat(asked.statusCode()).isEqualTo(202);
    assertThat(asked.jsonPath().getString("state")).isEqualTo("REQUESTED");
    SamplingRequested request = requested("scored-1").get(0);
    assertThat(request.evaluation()).isEqualTo("again");
    assertThat(request.experiment().evaluation().seed()).isEqualTo(9);
    assertThat(request.checkpoint()).isEqualTo(example.checkpoint(2));
    publisher.publish(List.of(example.scorecard("again", 11.5)));
    JsonPath evaluations =
        RegistryRest.when(path("scored"), "items.find { it.name == 'again' }.state", "SCORED");
    assertThat(evaluations.getList("items.name")).isEqualTo(List.of("default", "again"));
    assertThat(evaluations.getFloat("items[1].scores[0].uncertainty")).isEqualTo(0.25f);
    assertThat(evaluations.getFloat("items[1].scores[0].noise")).isEqualTo(592f);
    assertThat(evaluations.getList("items[1].confusion[1]")).isEqualTo(List.of(3, 1132));
    assertThat(evaluations.getList("items[1].warnings")).hasSize(1);
    assertThat(RegistryRest.experiment("scored-1", "COMPLETED").getList("scores")).hasSize(5);
  }

  @Test
  void anEvaluationThatFailsLeavesItsExperimentCompleted() {
    ExampleExperiment example = CommittedExamples.of("unscored-1", "unscored", 1);
    publisher.publish(example.whole());
    RegistryRest.scoredVersion("unscored", 1);
    ask("unscored", "{\"name\": \"again\"}");

    publisher.publish(List.of(example.evaluationFailed("again")));

    JsonPath evaluations =
        RegistryRest.when(path("unscored"), "items.find { it.name == 'again' }.state", "FAILED");
    assertThat(evaluations.getString("items[1].failure.reason")).isEqualTo("no such model");
    assertThat(RegistryRest.experiment("unscored-1", "COMPLETED").getString("failure")).isNull();
  }

  @Test
  void theSameRequestIsSentOnceAndAnotherOfItsNameIsRefused() {
    publisher.publish(CommittedExamples.of("asked-1", "asked", 1).whole());
    RegistryRest.scoredVersion("asked", 1);

    assertThat(ask("asked", "{\"name\": \"again\"}").statusCode()).isEqualTo(202);
    assertThat(ask("asked", "{\"name\": \"again\"}").statusCode()).isEqualTo(202);
    assertThat(ask("asked", "{\"name\": \"again\", \"seed\": 1}").statusCode()).isEqualTo(409);
    assertThat(ask("asked", "{\"name\": \"default\"}").statusCode()).isEqualTo(409);
    assertThat(ask("asked", "{}").statusCode()).isEqualTo(202);
    assertThat(requested("asked-1")).hasSize(2);
  }

  @Test
  void callsAtOnceUnderOneNameOrOneKeyAreOneEvaluation() {
    publisher.publish(CommittedExamples.of("crowded-1", "crowded", 1).whole());
    RegistryRest.scoredVersion("crowded", 1);

    List<Response> named = atOnce("{\"name\": \"again\"}", null);
    List<Response> keyed = atOnce("{\"seed\": 3}", "k-1");

    assertThat(named).extracting(Response::statusCode).containsOnly(202);
    assertThat(keyed).extracting(Response::statusCode).containsOnly(202);
    assertThat(keyed).extracting(Response::asString).containsOnly(keyed.get(0).asString());
    assertThat(requested("crowded-1")).hasSize(2);
    assertThat(atOnce("{\"seed\": 4}", "k-1")).extracting(Response::statusCode).containsOnly(422);
  }

  private static List<Response> atOnce(String body, String key) {
    return IntStream.range(0, 6)
        .parallel()
        .mapToObj(
            each -> {
              RequestSpecification call = given().contentType("application/json").body(body);
              return (key == null ? call : call.header("Idempotency-Key", key))
                  .post(path("crowded"));
            })
        .toList();
  }

  @Test
  void everyBadValueIsNamed() {
    publisher.publish(CommittedExamples.of("refused-1", "bad", 1).whole());
    RegistryRest.scoredVersion("bad", 1);

    Response answer =
        ask(
            "bad",
            "{\"name\": \"A\", \"extractor\": \"x\", \"samples\": 1, \"allow\": [\"all\"], \"y\": 1}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getList("violations.field", String.class))
        .containsExactlyInAnyOrder("name", "extractor", "samples", "allow", "y");
    assertThat(ask("bad", "[]").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/models/bad/versions/9/evaluations").statusCode()).isEqualTo(404);
  }

  private static Response ask(String model, String body) {
    return given().contentType("application/json").body(body).post(path(model));
  }

  private static String path(String model) {
    return "/api/v1/models/" + model + "/versions/1/evaluations";
  }

  /** All sampling requests of an experiment. */
  private List<SamplingRequested> requested(String experimentId) {
    return TopicReaders.read(kafka, Topic.SAMPLING_REQUESTED).stream()
        .map(record -> request(MessageCodec.read(record, kafka.prefix())))
        .filter(request -> request.experiment().experimentId().equals(experimentId))
        .toList();
  }

  private static SamplingRequested request(Message message) {
    return (SamplingRequested) message.payload().orElseThrow();
  }
}
