package dev.fidelio.bench.speed;

import dev.fidelio.bench.ground.OwnPlatform;
import dev.fidelio.contracts.Json;
import java.util.List;
import java.util.Map;

/** A request for the smallest experiment there is. */
final class SmallRequest {

  private SmallRequest() {}

  static byte[] of(String id) {
    return Json.bytes(
        Map.of(
            "experimentId",
            id,
            "model",
            "speed",
            "dataset",
            OwnPlatform.DATASET,
            "hyperparameters",
            Map.of("epochs", 1, "latentSize", 4, "hiddenSizes", List.of(64)),
            "evaluation",
            Map.of("samples", 512)));
  }
}
