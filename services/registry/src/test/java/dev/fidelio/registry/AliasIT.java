package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.HeaderText;
import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class AliasIT {

  @Inject Publisher publisher;
  @Inject ArtifactStore store;

  @ConfigProperty(name = "fidelio.artifacts.uri")
  URI address;

  @Test
  void aNewAliasIsCreatedAndRecordedWithWhoAndWhy() {
    scoredVersions("created", 1);

    Response answer = put("created", "champion", given().header("X-Fidelio-User", "ada"), 1);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    JsonPath shown = get("/api/v1/models/created/aliases/champion").jsonPath();
    assertThat(shown.getInt("version")).isEqualTo(1);
    assertThat(shown.getString("by")).isEqualTo("ada");
    assertThat(shown.getBoolean("verified")).isFalse();
    assertThat(shown.getString("reason")).isEqualTo("because");
    JsonPath promotions = get("/api/v1/models/created/promotions").jsonPath();
    assertThat(promotions.getList("items")).hasSize(1);
    assertThat(promotions.getMap("items[0]"))
        .doesNotContainKeys("from", "findings")
        .containsEntry("to", 1)
        .containsEntry("kind", "promoted");
    assertThat(get("/api/v1/models/created/versions/1").jsonPath().getList("aliases"))
        .isEqualTo(List.of("champion"));
  }

  @Test
  void aCallersNameIsKeptInItsOwnScript() {
    scoredVersions("scripts", 1);

    Response utf8 = put("scripts", "utf8", calledInUtf8By("Jürgen"), 1);
    Response encoded = put("scripts", "encoded", calledInUtf8By(HeaderText.encode("Жанна")), 1);
    Response malformed = put("scripts", "malformed", calledInUtf8By("UTF-8''%zz"), 1);

    assertThat(utf8.jsonPath().getString("by")).isEqualTo("Jürgen");
    assertThat(encoded.jsonPath().getString("by")).isEqualTo("Жанна");
    assertProblem(malformed, 400);
    assertThat(malformed.jsonPath().getList("violations.field"))
        .isEqualTo(List.of("X-Fidelio-User"));
  }

  /** A call with a name in UTF-8 in its header, as curl sends it. */
  private static RequestSpecification calledInUtf8By(String name) {
    return given()
        .config(
            RestAssured.config()
                .httpClient(httpClientConfig().setParam("http.protocol.element-charset", "UTF-8")))
        .header("X-Fidelio-User", name);
  }

  @Test
  void anAliasMovesOnlyForACallerWithItsETag() {
    scoredVersions("moved", 2);
    String tag = put("moved", "champion", given(), 1).header("ETag");

    Response unseen = put("moved", "champion", given(), 2);
    Response stale = put("moved", "champion", given().header("If-Match", "\"77\""), 2);
    Response moved = put("moved", "champion", given().header("If-Match", tag), 2);
    Response late = put("moved", "champion", given().header("If-Match", tag), 1);

    assertProblem(unseen, 428);
    assertProblem(stale, 412);
    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(moved.jsonPath().getInt("version")).isEqualTo(2);
    assertProblem(late, 412);
    JsonPath promotions = get("/api/v1/models/moved/promotions").jsonPath();
    assertThat(promotions.getList("items.to")).isEqualTo(List.of(2, 1));
    assertThat(promotions.getList("items.from")).isEqualTo(Arrays.asList(1, null));
  }

  @Test
  void askingForWhatAlreadyHoldsWritesNothing() {
    scoredVersions("held", 1);
    String tag = put("held", "champion", given(), 1).header("ETag");

    Response again = put("held", "champion", given().header("If-Match", tag), 1);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(get("/api/v1/models/held/promotions").jsonPath().getList("items")).hasSize(1);
  }

  @Test
  void ifMatchOnAnAliasThatIsNotThereIsStale() {
    scoredVersions("absent", 1);

    assertProblem(put("absent", "champion", given().header("If-Match", "*"), 1), 412);
    assertProblem(get("/api/v1/models/absent/aliases/champion"), 404);
  }

  @Test
  void aVersionThatDoesNotExistCannotBePromoted() {
    scoredVersions("unknown", 1);

    assertProblem(put("unknown", "champion", given(), 2), 404);
    assertProblem(put("no-such-model", "champion", given(), 1), 404);
  }

  @Test
  void aVersionWithoutAScoreCannotBePromoted() {
    publisher.publish(
        CommittedExamples.of("unscored-1", "unscored", 0).withModelIn(store).untilTrained());
    RegistryRest.when("/api/v1/models/unscored/versions", "items.size()", 1);

    Response refused = put("unscored", "champion", given(), 1);

    assertProblem(refused, 409);
    assertThat(refused.jsonPath().getList("findings.code")).isEqualTo(List.of("not-evaluated"));
  }

  @Test
  void weightsThatAreGoneOrAlteredAreNeverPromoted() {
    publisher.publish(CommittedExamples.of("weightless-1", "weightless", 1).whole());
    RegistryRest.scoredVersion("weightless", 1);
    store.publish(
        "experiments/weightless-2/checkpoints/epoch-0002.safetensors", "altered".getBytes());
    publisher.publish(CommittedExamples.of("weightless-2", "weightless", 2).whole());
    RegistryRest.scoredVersion("weightless", 2);

    Response gone = put("weightless", "champion", given(), 1);
    Response altered =
        given()
            .contentType("application/json")
            .body("{\"version\": 2, \"force\": true, \"reason\": \"all the same\"}")
            .put("/api/v1/models/weightless/aliases/champion");

    assertProblem(gone, 409);
    assertThat(gone.jsonPath().getList("findings.code")).isEqualTo(List.of("checkpoint-gone"));
    assertProblem(altered, 409);
    assertThat(altered.jsonPath().getList("findings.code"))
        .isEqualTo(List.of("checkpoint-altered"));
  }

  @Test
  void aPromotionWhileTheStoreIsAwayIsToBeTriedAgainAndNotRefused() throws IOException {
    scoredVersions("storeless", 1);
    Path root = Path.of(address);
    Path away = Files.move(root, root.resolveSibling("away-" + root.getFileName()));

    Response promotion = put("storeless", "champion", given(), 1);
    Response file = get("/api/v1/experiments/storeless-1/artifacts/plots/losses.png");
    Response ready = get("/q/health/ready");
    Files.move(away, root);

    assertProblem(promotion, 503);
    assertProblem(file, 503);
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.jsonPath().getString("checks.find { it.name == 'store' }.data.problem"))
        .contains("is it mounted?");
    assertThat(put("storeless", "champion", given(), 1).statusCode()).isEqualTo(201);
    assertThat(
            get("/q/health/ready")
                .jsonPath()
                .getString("checks.find { it.name == 'store' }.status"))
        .isEqualTo("UP");
  }

  @Test
  void everythingWrongWithTheCallIsNamed() {
    Response answer =
        given()
            .contentType("application/json")
            .body("{\"version\": \"two\", \"because\": 1, \"reason\": 3}")
            .put("/api/v1/models/created/aliases/v1");

    assertProblem(answer, 400);
    assertThat(answer.jsonPath().getList("violations.field"))
        .isEqualTo(List.of("version", "reason", "because", "alias"));
    assertProblem(
        given()
            .contentType("application/json")
            .body("version 2")
            .put("/api/v1/models/created/aliases/champion"),
        400);
  }

  private void scoredVersions(String model, int count) {
    for (int version = 1; version <= count; version++) {
      publisher.publish(
          CommittedExamples.of(model + "-" + version, model, version).withModelIn(store).whole());
      RegistryRest.scoredVersion(model, version);
    }
  }

  private static Response put(
      String model, String alias, RequestSpecification request, int version) {
    return request
        .contentType("application/json")
        .body("{\"version\": %d, \"reason\": \"because\"}".formatted(version))
        .put("/api/v1/models/" + model + "/aliases/" + alias);
  }

  private static void assertProblem(Response answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    assertThat(answer.jsonPath().getString("detail")).isNotBlank();
  }
}
