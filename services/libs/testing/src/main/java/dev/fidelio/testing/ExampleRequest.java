package dev.fidelio.testing;

import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.formats.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request for an experiment of two epochs. */
public final class ExampleRequest {

  /** The digest of the data set that it names. */
  public static final String DATASET =
      Digests.sha256("the data set".getBytes(StandardCharsets.UTF_8));

  private ExampleRequest() {}

  public static Experiment of(String id, String model) {
    return ExperimentBuilder.builder()
        .experimentId(id)
        .model(model)
        .dataset("mnist")
        .hyperparameters(
            HyperparametersBuilder.builder(Hyperparameters.defaults(7)).epochs(2).build())
        .evaluation(new Evaluation("inception-mnist", 10_000))
        .tags(Map.of("team", "vision"))
        .resumeFrom(null)
        .promotion(null)
        .build();
  }
}
