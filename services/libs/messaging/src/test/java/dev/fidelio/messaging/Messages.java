package dev.fidelio.messaging;

import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.TrainingRequested;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages for tests. */
final class Messages {

  private Messages() {}

  static Message trainingRequested(String experimentId) {
    Experiment experiment =
        ExperimentBuilder.builder()
            .experimentId(experimentId)
            .model("digits")
            .dataset("mnist")
            .hyperparameters(
                HyperparametersBuilder.builder(Hyperparameters.defaults(1))
                    .epochs(1)
                    .latentSize(2)
                    .hiddenSizes(List.of(8))
                    .build())
            .evaluation(new Evaluation("inception-mnist", 512))
            .tags(Map.of())
            .resumeFrom(null)
            .promotion(null)
            .build();
    return Message.of(
        UUID.randomUUID().toString(),
        Instant.EPOCH,
        "test",
        new TrainingRequested(experiment, "0".repeat(64)));
  }

  static Message failed(String experimentId, int attempt) {
    return Message.of(
        UUID.randomUUID().toString(),
        Instant.EPOCH,
        "test",
        new ExperimentFailed(experimentId, "training", attempt, "because"));
  }
}
