package dev.fidelio.bench.support;

import dev.fidelio.contracts.Json;
import java.util.List;
import java.util.Map;

/** A request for a minimal experiment. */
public final class SmallRequest {

  private SmallRequest() {}

  /** The request with the given experiment id, as JSON. */
  public static byte[] of(String id) {
    return Json.bytes(
        Map.of(
            "experimentId",
            id,
            "model",
            "small",
            "dataset",
            OwnPlatform.DATASET,
            "hyperparameters",
            Map.of("epochs", 1, "latentSize", 4, "hiddenSizes", List.of(64)),
            "evaluation",
            Map.of("samples", 512, "allow", List.of("other-dataset"))));
  }
}
