package dev.fidelio.bench.chaos;

import dev.fidelio.bench.support.OwnPlatform;
import dev.fidelio.contracts.Json;
import java.util.List;
import java.util.Map;

/**
 * One experiment of the run. Experiments with the same seed must end with the same weights,
 * whatever faults hit them.
 *
 * @param epochs passes over the training images
 */
record SubmittedExperiment(String id, long seed, int epochs) {

  /** The model that gets the versions. */
  static final String MODEL = "chaos";

  private static final int SAMPLES = 512;

  /** The request as it is sent. */
  byte[] request() {
    return Json.bytes(
        Map.of(
            "experimentId",
            id,
            "model",
            MODEL,
            "dataset",
            OwnPlatform.DATASET,
            "hyperparameters",
            Map.of("seed", seed, "epochs", epochs, "latentSize", 4, "hiddenSizes", List.of(64)),
            "evaluation",
            Map.of("samples", SAMPLES, "allow", List.of("other-dataset"))));
  }
}
