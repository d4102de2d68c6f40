package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every path that takes a JSON body reads it strictly, and reads exactly the fields that its
 * OpenAPI schema declares. The paths come from the OpenAPI document, so that a new one is tested
 * without a change here.
 */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class BodyIT {

  private static final String SUBMISSION = "/api/v1/experiments";

  /** Accepted on submission as on Kafka, but not documented, since {@code /resume} exists. */
  private static final String UNDECLARED = "resumeFrom";

  private static final String FAILED = "bodies-failed";

  @Inject Publisher publisher;

  private JsonNode document;
  private List<Operation> operations;

  /** One operation with a body. */
  private record Operation(String method, String path, JsonNode schema) {

    Response send(String body) {
      return given()
          .contentType("application/json")
          .header("If-Match", "*")
          .body(body)
          .request(
              method,
              path.replace("{id}", FAILED)
                  .replace("{model}", "bodies")
                  .replace("{version}", "1")
                  .replace("{alias}", "champion")
                  .replace("{name}", "bodies"));
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @BeforeEach
  void readTheDocument() {
    byte[] json = given().accept("application/json").get("/q/openapi").asByteArray();
    document = Json.read(json, JsonNode.class);
    operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode content = method.getValue().path("requestBody").path("content");
        if (content.has("application/json")) {
          JsonNode schema = resolved(content.path("application/json").path("schema"));
          operations.add(new Operation(method.getKey().toUpperCase(), path.getKey(), schema));
        }
      }
    }
    ExampleExperiment example = CommittedExamples.of(FAILED, "bodies", 1);
    publisher.publish(List.of(example.accepted(), example.failed()));
    RegistryRest.experiment(FAILED, "FAILED");
  }

  @Test
  void everyPathWithABodyIsTested() {
    assertThat(operations)
        .extracting(Operation::toString)
        .containsExactlyInAnyOrder(
            "POST /api/v1/experiments",
            "POST /api/v1/experiments/{id}/cancel",
            "POST /api/v1/experiments/{id}/resume",
            "PUT /api/v1/models/{model}/aliases/{alias}",
            "POST /api/v1/models/{model}/aliases/{alias}/rollback",
            "PUT /api/v1/models/{model}/gates/{alias}",
            "POST /api/v1/models/{model}/versions/{version}/archive",
            "POST /api/v1/models/{model}/versions/{version}/evaluations",
            "PUT /api/v1/schedules/{name}");
  }

  @Test
  void aKeyThatOccursTwiceIsRefused() {
    for (Operation operation : operations) {
      assertThat(violations(operation, "{\"a\": 1, \"a\": 1}").get(0).path("value").asText())
          .as(operation.toString())
          .contains("Duplicate field 'a'");
    }
  }

  @Test
  void whatFollowsTheObjectIsRefused() {
    for (Operation operation : operations) {
      for (String body : List.of("{} {}", "{}]", "{}, x")) {
        assertThat(violations(operation, body).get(0).path("field").asText())
            .as(operation + " " + body)
            .isEmpty();
      }
    }
  }

  @Test
  void aValueThatIsNoObjectIsRefused() {
    for (Operation operation : operations) {
      for (String body : List.of("[]", "17", "null", "nonsense")) {
        JsonNode violation = violations(operation, body).get(0);
        assertThat(violation.path("field").asText()).as(operation + " " + body).isEmpty();
        assertThat(violation.path("allowed").asText()).isEqualTo("a JSON object");
      }
    }
  }

  @Test
  void theSchemaDeclaresExactlyTheFieldsThatAreRead() {
    for (Operation operation : operations) {
      assertUnknownFieldIsRefused(operation, operation.schema(), "");
    }
  }

  @Test
  void aFieldOfAnotherTypeThanDeclaredIsRefused() {
    for (Operation operation : operations) {
      for (Map.Entry<String, JsonNode> field : operation.schema().path("properties").properties()) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.set(field.getKey(), wrongValue(resolved(field.getValue())));
        assertThat(violations(operation, body.toString()))
            .as(operation + " " + body)
            .extracting(violation -> violation.path("field").asText().split("\\.")[0])
            .contains(field.getKey().equals("epochs") ? "hyperparameters" : field.getKey());
      }
    }
  }

  /** The violation of an unknown field lists the known ones; so it does in nested objects. */
  private void assertUnknownFieldIsRefused(Operation operation, JsonNode schema, String path) {
    ObjectNode body = Json.mapper().createObjectNode();
    ObjectNode object = body;
    for (String parent : path.isEmpty() ? new String[0] : path.split("\\.")) {
      object = object.putObject(parent);
    }
    object.put("unknown", 1);
    String field = path.isEmpty() ? "unknown" : path + ".unknown";
    String allowed =
        violations(operation, body.toString()).stream()
            .filter(violation -> violation.path("field").asText().equals(field))
            .map(violation -> violation.path("allowed").asText())
            .findFirst()
            .orElseThrow(() -> new AssertionError(operation + " accepts " + body));
    TreeSet<String> declared = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(declared::add);
    if (operation.path().equals(SUBMISSION) && path.isEmpty()) {
      declared.add(UNDECLARED);
    }
    assertThat(new TreeSet<>(List.of(allowed.replace("only the fields ", "").split(", "))))
        .as(operation + " " + path)
        .isEqualTo(declared);
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode nested = resolved(property.getValue());
      boolean isTemplate = property.getKey().equals("template");
      if (nested.has("properties") && !isTemplate) {
        String name = property.getKey();
        assertUnknownFieldIsRefused(operation, nested, path.isEmpty() ? name : path + "." + name);
      }
    }
  }

  private static List<JsonNode> violations(Operation operation, String body) {
    Response answer = operation.send(body);
    assertThat(answer.statusCode()).as(operation + " " + body).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    List<JsonNode> violations = new ArrayList<>();
    Json.read(answer.asByteArray(), JsonNode.class).path("violations").forEach(violations::add);
    return violations;
  }

  private JsonNode resolved(JsonNode schema) {
    String name = schema.path("$ref").asText("");
    return name.isEmpty() ? schema : document.at(name.substring(1));
  }

  private static JsonNode wrongValue(JsonNode schema) {
    boolean isText = schema.path("type").toString().contains("string");
    return Json.mapper().valueToTree(isText ? (Object) 17 : "x");
  }
}
