package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Downloading a version's weights and samples; the sampler is not running. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class VersionFilesIT {

  @Inject Publisher publisher;
  @Inject ArtifactStore store;

  @Test
  void theWeightsAreFetchedUnderTheirNumberAndTheirAlias() {
    byte[] weights = version("taken");
    String path = "/api/v1/models/taken/versions/1/download";

    Response file = get(path);

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.asByteArray()).isEqualTo(weights);
    assertThat(file.header("ETag")).isEqualTo("\"" + Digests.sha256(weights) + "\"");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"taken-1.safetensors\"");
    assertThat(file.header("Link"))
        .contains("/api/v1/models/taken/versions/1/card>")
        .contains("rel=\"describedby\"");
    assertThat(get("/api/v1/models/taken/aliases/champion/download").asByteArray())
        .isEqualTo(weights);
    assertThat(given().header("If-None-Match", file.header("ETag")).get(path).statusCode())
        .isEqualTo(304);
    assertThat(get("/api/v1/models/taken/versions/1/card").jsonPath().getString("detail"))
        .contains("not a safetensors file");
  }

  @Test
  void weightsThatAreGoneAreAConflict() {
    version("gone");
    store.remove("experiments/gone-1/checkpoints/epoch-0002.safetensors");

    for (String what : List.of("download", "card")) {
      Response answer = get("/api/v1/models/gone/versions/1/" + what);
      assertThat(answer.statusCode()).as(what).isEqualTo(409);
      assertThat(answer.contentType()).startsWith("application/problem+json");
      assertThat(answer.jsonPath().getString("detail")).endsWith("is no longer in the store");
    }
  }

  @Test
  void whileTheSamplerIsAwayThereAreNoSamples() {
    version("drawn");

    for (String path : List.of("versions/1/samples.png", "aliases/champion/samples.npz")) {
      Response answer = get("/api/v1/models/drawn/" + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(503);
      assertThat(answer.contentType()).startsWith("application/problem+json");
      assertThat(answer.jsonPath().getString("detail")).isEqualTo("the sampler does not answer");
    }
  }

  @Test
  void aMissingVersionIsNamed() {
    version("named");
    String path = "/api/v1/models/named/";

    for (String what : List.of("samples.png", "samples.npz", "download", "card")) {
      assertThat(detail(path + "versions/2/" + what)).isEqualTo("named has no version 2");
      assertThat(detail(path + "aliases/nobody/" + what)).isEqualTo("named has no alias nobody");
      assertThat(detail("/api/v1/models/nothing/versions/1/" + what)).contains("no model nothing");
    }
    assertThat(get(path + "versions/1/samples.gif").statusCode()).isEqualTo(404);
    assertThat(get(path + "versions/one/samples.png").statusCode()).isEqualTo(400);
  }

  private static String detail(String path) {
    Response answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(404);
    return answer.jsonPath().getString("detail");
  }

  /** Creates a model with one version, its champion; returns the version's weights. */
  private byte[] version(String model) {
    ExampleExperiment example = CommittedExamples.of(model + "-1", model, 1).withModelIn(store);
    publisher.publish(example.whole());
    RegistryRest.scoredVersion(model, 1);
    given()
        .contentType("application/json")
        .body("{\"version\": 1}")
        .put("/api/v1/models/" + model + "/aliases/champion")
        .then()
        .statusCode(201);
    return example.content(example.checkpoint(2).name());
  }
}
