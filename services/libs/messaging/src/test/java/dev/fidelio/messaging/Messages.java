package dev.fidelio.messaging;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.TrainingRequested;
import java.time.Instant;
import java.util.Collections;
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

  /** A message of more than 1 MiB, which the broker refuses. */
  static Message tooLarge(String experimentId) {
    MetricPoint point = new MetricPoint("train_loss", 1, 1, Instant.EPOCH);
    return Message.of(
        UUID.randomUUID().toString(),
        Instant.EPOCH,
        "test",
        EpochCompletedBuilder.builder()
            .experimentId(experimentId)
            .attempt(1)
            .epoch(1)
            .epochs(1)
            .checkpoint(new Artifact("model", "0".repeat(64), 1))
            .previousCheckpoint(null)
            .metrics(Collections.nCopies(20_000, point))
            .build());
  }

  static Message failed(String experimentId, int attempt) {
    return Message.of(
        UUID.randomUUID().toString(),
        Instant.EPOCH,
        "test",
        new ExperimentFailed(experimentId, "training", attempt, "because"));
  }
}
