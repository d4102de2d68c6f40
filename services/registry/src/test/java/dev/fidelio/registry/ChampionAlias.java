package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleScores;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;

/** Moves a model's alias {@code champion} through REST. */
record ChampionAlias(Publisher publisher, ArtifactStore store, String model) {

  /** Registers one version for each of these FIDs. */
  void versions(double... fids) {
    for (double fid : fids) {
      version(fid, null);
    }
  }

  /** Registers a version with a FID and its standard error; null for none. */
  ExampleExperiment version(double fid, Double error) {
    int number = countVersions() + 1;
    ExampleExperiment example =
        CommittedExamples.of(model + "-" + number, model, number).withModelIn(store);
    publisher.publish(example.untilTrained());
    publisher.publish(
        List.of(
            example.sampled(), example.evaluated("default", ExampleScores.EXTRACTOR, fid, error)));
    RegistryRest.scoredVersion(model, number);
    return example;
  }

  /** Promotes, with the alias' current version as the precondition. */
  Response promote(int version) {
    return promote("{\"version\": %d, \"reason\": \"because\"}".formatted(version));
  }

  Response promote(String body) {
    return seen().contentType("application/json").body(body).put(path());
  }

  Response rollBack() {
    return seen().post(path() + "/rollback");
  }

  Response remove() {
    return seen().delete(path() + "?reason=withdrawn");
  }

  Response archive(int version) {
    return given()
        .contentType("application/json")
        .header("X-Fidelio-User", "ada")
        .body("{\"reason\": \"old\"}")
        .post("/api/v1/models/" + model + "/versions/" + version + "/archive");
  }

  Response gate(String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .put("/api/v1/models/" + model + "/gates/champion");
  }

  /** The version that it points to; null if there is no alias. */
  Integer held() {
    return get(path()).jsonPath().get("version");
  }

  /** The decisions, newest first. */
  JsonPath history() {
    return get("/api/v1/models/" + model + "/promotions?limit=200").jsonPath();
  }

  String path() {
    return "/api/v1/models/" + model + "/aliases/champion";
  }

  private RequestSpecification seen() {
    String tag = get(path()).header("ETag");
    return tag == null ? given() : given().header("If-Match", tag);
  }

  private int countVersions() {
    Response versions = get("/api/v1/models/" + model + "/versions");
    return versions.statusCode() == 404 ? 0 : versions.jsonPath().getList("items").size();
  }
}
