package dev.fidelio.messaging;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.MetricPoint;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.testing.ExampleRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;

/** Messages for tests. */
final class Messages {

  private Messages() {}

  static Message trainingRequested(String experimentId) {
    return Message.of(
        UUID.randomUUID().toString(),
        Instant.EPOCH,
        "test",
        new TrainingRequested(ExampleRequest.of(experimentId, "digits"), ExampleRequest.DATASET));
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
