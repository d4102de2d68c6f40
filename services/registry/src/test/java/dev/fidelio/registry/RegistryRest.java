package dev.fidelio.registry;

import static io.restassured.RestAssured.get;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Reads the registry through REST, waiting until it has projected what a test published. */
final class RegistryRest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private RegistryRest() {}

  /** Waits until the experiment is in this state, and returns it. */
  static JsonPath experiment(String id, String state) {
    return when("/api/v1/experiments/" + id, "state", state);
  }

  /** Waits until the version has a score, and returns it. */
  static JsonPath scoredVersion(String model, int version) {
    String path = "/api/v1/models/" + model + "/versions/" + version;
    return when(path, "scores.size()", 1);
  }

  /** Waits until a value of the response is as expected, and returns the response. */
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
