package dev.fidelio.registry;

import static io.restassured.RestAssured.get;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Reads the registry through REST, waiting until it has projected what a test published. */
final class RegistryRest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RegistryRest() {}

  /** The experiment as soon as it is in that state. */
  static JsonPath experiment(String id, String state) {
    return when("/api/v1/experiments/" + id, "state", state);
  }

  /** The version as soon as it has a score. */
  static JsonPath scoredVersion(String model, int version) {
    String path = "/api/v1/models/" + model + "/versions/" + version;
    return when(path, "scores.size()", 1);
  }

  /** The answer as soon as one of its values is as it should be. */
  static JsonPath when(String path, String value, Object wanted) {
    Awaitility.await(path + ": " + value + " is " + wanted)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              var answer = get(path);
              return answer.statusCode() == 200 && wanted.equals(answer.jsonPath().get(value));
            });
    return get(path).jsonPath();
  }
}
