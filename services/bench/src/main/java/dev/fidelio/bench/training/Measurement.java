package dev.fidelio.bench.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.nio.charset.StandardCharsets;

/**
 * The result that a training process prints as its last line.
 *
 * @param imagesPerSecond images per second over the steps of its last epoch
 * @param seconds total duration of all epochs with everything around them; 0 if not reported
 */
record Measurement(double imagesPerSecond, double seconds) {

  static void print(double imagesPerSecond, long start) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("imagesPerSecond", imagesPerSecond);
    line.put("seconds", (System.nanoTime() - start) * 1e-9);
    System.out.println(line);
  }

  static Measurement read(String line) {
    JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    return new Measurement(
        json.path("imagesPerSecond").asDouble(), json.path("seconds").asDouble());
  }

  /**
   * Combines two processes that ran in parallel: the sum of their speeds and the longer duration.
   */
  Measurement alongside(Measurement other) {
    return new Measurement(
        imagesPerSecond + other.imagesPerSecond, Math.max(seconds, other.seconds));
  }
}
