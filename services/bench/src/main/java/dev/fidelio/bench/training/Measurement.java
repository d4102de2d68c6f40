package dev.fidelio.bench.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.nio.charset.StandardCharsets;

/**
 * What a process that trains says of itself in its last line.
 *
 * @param imagesPerSecond of its last epoch's steps
 * @param seconds of all its epochs with everything around them; 0 where it does not say
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

  /** Two processes side by side: their images add up, and they take as long as the longer one. */
  Measurement beside(Measurement other) {
    return new Measurement(
        imagesPerSecond + other.imagesPerSecond, Math.max(seconds, other.seconds));
  }
}
