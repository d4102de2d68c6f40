package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.RequestReader;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
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
  void onceProjectedASubmissionIsShownAsProjected() {
    post("{\"experimentId\": \"heard-1\", \"model\": \"heard\"}");

    publisher.publish(Story.of("heard-1", "heard", 0).untilTrained());

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

  private static Response post(String request) {
    return given().contentType("application/json").body(request).post("/api/v1/experiments");
  }
}
