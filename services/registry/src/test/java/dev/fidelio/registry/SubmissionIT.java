package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class SubmissionIT {

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;

  @Test
  void aSubmittedExperimentIsRequestedAtOnce() {
    Response answer = post("{\"model\": \"submitted\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    String id = answer.jsonPath().getString("id");
    assertThat(answer.header("Location")).endsWith("/api/v1/experiments/" + id);
    JsonPath shown = get(answer.header("Location")).jsonPath();
    assertThat(shown.getString("state")).isEqualTo("REQUESTED");
    assertThat(shown.getInt("hyperparameters.batchSize")).isEqualTo(32);
    assertThat(get("/api/v1/experiments?model=submitted").jsonPath().getList("items.id"))
        .isEqualTo(List.of(id));
    assertThat(
            get("/api/v1/experiments?model=submitted&state=REQUESTED").jsonPath().getList("items"))
        .hasSize(1);
    assertThat(get("/api/v1/experiments?model=submitted&state=QUEUED").jsonPath().getList("items"))
        .isEmpty();
  }

  @Test
  void theRequestOnKafkaEqualsTheShownOne() {
    JsonPath shown = post("{\"model\": \"sent\"}").jsonPath();

    List<String> sent = new ArrayList<>();
    try (TopicReader requests =
        new TopicReader(kafka.common(), Topic.EXPERIMENT_REQUESTED.name(kafka.prefix()))) {
      Awaitility.await()
          .until(
              () -> {
                requests.readSome(
                    record -> sent.add(new String(record.value(), StandardCharsets.UTF_8)));
                return sent.stream().anyMatch(request -> request.contains("\"sent\""));
              });
    }

    String request = sent.stream().filter(each -> each.contains("\"sent\"")).findAny().get();
    RequestReader.ParseResult read =
        new RequestReader(Set.of("mnist"), Set.of("inception-mnist"), id -> Optional.empty())
            .read(request.getBytes(StandardCharsets.UTF_8), "none");
    assertThat(read.experimentId()).isEqualTo(shown.getString("id"));
    assertThat(read.experiment().hyperparameters().seed())
        .isEqualTo(shown.getLong("hyperparameters.seed"));
  }

  @Test
  void theSameRequestAgainChangesNothingAndAnotherIsRefused() {
    String request = "{\"experimentId\": \"again-1\", \"model\": \"again\"}";
    post(request);

    assertThat(post(request).statusCode()).isEqualTo(202);
    Response other = post("{\"experimentId\": \"again-1\", \"model\": \"other\"}");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(get("/api/v1/experiments?model=again").jsonPath().getList("items")).hasSize(1);
  }

  @Test
  void theSameKeyIsTheSameExperimentHoweverManyCallsThereAreAtOnce() {
    String request = "{\"model\": \"keyed\", \"tags\": {\"team\": \"vision\"}}";

    List<Response> answers =
        IntStream.range(0, 8).parallel().mapToObj(each -> post(request, "night-7")).toList();

    assertThat(answers).extracting(Response::statusCode).containsOnly(202);
    assertThat(answers).extracting(Response::asString).containsOnly(answers.get(0).asString());
    assertThat(answers)
        .extracting(answer -> answer.header("Location"))
        .containsOnly(answers.get(0).header("Location"));
    String id = answers.get(0).jsonPath().getString("id");
    assertThat(sent("\"keyed\"")).hasSize(1).allMatch(sent -> sent.contains(id));
    Response other = post("{\"model\": \"keyed\"}", "night-7");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.jsonPath().getString("detail")).contains("Idempotency-Key").contains(id);
    assertThat(
            post("{\"experimentId\": \"keyed-2\", \"model\": \"keyed\"}", "night-7").statusCode())
        .isEqualTo(422);
    assertThat(post(request, "night-8").jsonPath().getString("id")).isNotEqualTo(id);
    assertThat(post(request, "k".repeat(101)).statusCode()).isEqualTo(400);
  }

  @Test
  void aResumptionUnderTheSameKeyIsTheSameExperimentWhateverHasBecomeOfTheOld() {
    ExampleExperiment example = CommittedExamples.of("resumed-1", "resumed", 0);
    publisher.publish(List.of(example.accepted(), example.epoch(1), example.failed()));
    RegistryRest.experiment("resumed-1", "FAILED");
    String path = "/api/v1/experiments/resumed-1/resume";

    Response first = post("{\"epochs\": 9}", "again", path);
    Response second = post("{\"epochs\": 9}", "again", path);

    assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(post("{\"epochs\": 8}", "again", path).statusCode()).isEqualTo(422);
    assertThat(post("{\"epochs\": 9}", "other", path).header("Location"))
        .isNotEqualTo(first.header("Location"));
  }

  private List<String> sent(String part) {
    return TopicReaders.read(kafka, Topic.EXPERIMENT_REQUESTED).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .filter(request -> request.contains(part))
        .toList();
  }

  @Test
  void onceProjectedASubmissionIsShownAsProjected() {
    post("{\"experimentId\": \"heard-1\", \"model\": \"heard\"}");

    publisher.publish(CommittedExamples.of("heard-1", "heard", 0).untilTrained());

    RegistryRest.experiment("heard-1", "SAMPLING");
    assertThat(get("/api/v1/experiments?model=heard").jsonPath().getList("items.state"))
        .isEqualTo(List.of("SAMPLING"));
  }

  @Test
  void everythingWrongWithARequestIsNamed() {
    Response answer =
        post("{\"model\": \"BAD\", \"hyperparameters\": {\"epochs\": 0}, \"resumeFrom\": \"x\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getList("violations.field"))
        .isEqualTo(List.of("resumeFrom", "model", "hyperparameters.epochs"));
    assertThat(answer.jsonPath().getMap("violations[2]"))
        .isEqualTo(
            Map.of(
                "field",
                "hyperparameters.epochs",
                "value",
                "0",
                "allowed",
                "an integer from 1 to 1000"));
  }

  @Test
  void aBodyThatIsNoJsonObjectIsRefused() {
    for (String body : List.of("{\"model\": ", "[]", "\"x\"", "")) {
      Response answer = post(body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.contentType()).startsWith("application/problem+json");
      assertThat(answer.jsonPath().getList("violations")).isNotEmpty();
    }
  }

  private static Response post(String request, String key) {
    return post(request, key, "/api/v1/experiments");
  }

  private static Response post(String request, String key, String path) {
    return given()
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(request)
        .post(path);
  }

  private static Response post(String request) {
    return given().contentType("application/json").body(request).post("/api/v1/experiments");
  }
}
