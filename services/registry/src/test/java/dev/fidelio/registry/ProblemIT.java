package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class ProblemIT {

  @Test
  void whatIsNotThereIsAProblem() {
    for (String path :
        List.of(
            "/api/v1/nonsense",
            "/api/v1/experiments/none",
            "/api/v1/experiments/none/metrics",
            "/api/v1/experiments/none/events",
            "/api/v1/experiments/none/checkpoints",
            "/api/v1/experiments/none/artifacts/plots/losses.png",
            "/api/v1/models/none/versions",
            "/api/v1/models/none/versions/1",
            "/api/v1/models/none/compare?versions=1,2",
            "/api/v1/models/none/versions/1/samples.png",
            "/api/v1/models/none/aliases/champion/samples.npz",
            "/api/v1/models/none/versions/1/download",
            "/api/v1/models/none/aliases",
            "/api/v1/models/none/aliases/champion",
            "/api/v1/models/none/gates/champion",
            "/api/v1/models/none/promotions")) {
      assertProblem(path, get(path), 404);
    }
    assertProblem(
        "a stream",
        given().accept("text/event-stream").get("/api/v1/experiments/none/events"),
        404);
  }

  @Test
  void everyWrongParameterIsNamed() {
    Response answer = get("/api/v1/experiments?limit=201&cursor=!&state=DONE");

    assertProblem("list", answer, 400);
    assertThat(answer.jsonPath().getList("violations.field"))
        .isEqualTo(List.of("state", "limit", "cursor"));
    assertProblem("version", get("/api/v1/models/none/versions/two"), 400);
    assertProblem("limit", get("/api/v1/models/none/promotions?limit=0"), 400);
  }

  @Test
  void aParameterWithoutAValueIsNamed() {
    Response query = get("/api/v1/experiments?limit=5&state=");
    Response header =
        given()
            .header("Idempotency-Key", "")
            .contentType("application/json")
            .body("{\"model\": \"empty\"}")
            .post("/api/v1/experiments");

    assertProblem("query", query, 400);
    assertThat(query.jsonPath().getList("violations.field")).isEqualTo(List.of("state"));
    assertProblem("header", header, 400);
    assertThat(header.jsonPath().getList("violations.field")).isEqualTo(List.of("Idempotency-Key"));
    assertThat(get("/api/v1/experiments?model=empty").jsonPath().getList("items")).isEmpty();
  }

  @Test
  void whatThePathDoesNotTakeIsAProblem() {
    assertProblem("method", given().delete("/api/v1/experiments"), 405);
    assertProblem(
        "media type", given().contentType("text/plain").body("x").post("/api/v1/experiments"), 415);
    assertProblem("accept", given().accept("text/html").get("/api/v1/models"), 406);
  }

  @Test
  void theDescriptionHoldsEveryPath() {
    Response description = given().accept("application/json").get("/q/openapi");

    assertThat(description.jsonPath().getMap("paths"))
        .containsKeys(
            "/api/v1/experiments",
            "/api/v1/experiments/{id}",
            "/api/v1/experiments/{id}/metrics",
            "/api/v1/experiments/{id}/events",
            "/api/v1/experiments/{id}/checkpoints",
            "/api/v1/experiments/{id}/artifacts/{path}",
            "/api/v1/datasets",
            "/api/v1/models",
            "/api/v1/models/{model}/versions",
            "/api/v1/models/{model}/versions/{version}",
            "/api/v1/models/{model}/compare",
            "/api/v1/models/{model}/compare.csv",
            "/api/v1/models/{model}/compare.png",
            "/api/v1/models/{model}/versions/{version}/samples.{format}",
            "/api/v1/models/{model}/aliases/{alias}/samples.{format}",
            "/api/v1/models/{model}/versions/{version}/download",
            "/api/v1/models/{model}/aliases/{alias}/download",
            "/api/v1/models/{model}/versions/{version}/card",
            "/api/v1/models/{model}/aliases/{alias}/card",
            "/api/v1/models/{model}/aliases",
            "/api/v1/models/{model}/aliases/{alias}",
            "/api/v1/models/{model}/aliases/{alias}/rollback",
            "/api/v1/models/{model}/gates/{alias}",
            "/api/v1/models/{model}/versions/{version}/archive",
            "/api/v1/models/{model}/promotions");
    assertThat(description.jsonPath().getMap("components.schemas"))
        .containsKeys("Experiment", "ExperimentRequest", "Problem", "Version", "Alias", "Finding");
    assertThat(get("/q/swagger-ui/").statusCode()).isEqualTo(200);
  }

  private static void assertProblem(String what, Response answer, int status) {
    assertThat(answer.statusCode()).as(what).isEqualTo(status);
    assertThat(answer.contentType()).as(what).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    assertThat(answer.jsonPath().getString("type")).startsWith("urn:fidelio:problem:");
    assertThat(answer.jsonPath().getString("detail")).isNotBlank();
  }
}
