package dev.fidelio.bench.malformed;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TrainingProgressed;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.contracts.VersionRegistered;
import java.util.List;
import java.util.Map;

/** A valid payload for each topic that carries messages, about one experiment. */
final class ExamplePayloads {

  private static final String ID = "malformed";
  private static final String DIGEST = "0".repeat(64);
  private static final Artifact FILE = new Artifact("a", DIGEST, 1);
  private static final Experiment EXPERIMENT =
      new Experiment(
          ID,
          ID,
          "small",
          new Hyperparameters(32, 0.003, 1, 4, List.of(64), 1, 1),
          new Evaluation("inception-mnist", 512),
          Map.of(),
          null);

  private ExamplePayloads() {}

  static Payload of(Topic topic) {
    return switch (topic) {
      case EXPERIMENT_REQUESTED ->
          throw new IllegalArgumentException("users' requests are not messages");
      case DATASET_REQUESTED -> new DatasetRequested(EXPERIMENT);
      case TRAINING_REQUESTED -> new TrainingRequested(EXPERIMENT, DIGEST);
      case SAMPLING_REQUESTED -> new SamplingRequested(EXPERIMENT, DIGEST, "default", FILE);
      case EVALUATION_REQUESTED ->
          new EvaluationRequested(EXPERIMENT, DIGEST, "default", FILE, FILE);
      case CANCELLATION_REQUESTED -> new CancellationRequested(ID, null);
      case EXPERIMENT_EVENT -> new ExperimentFailed(ID, "training", 1, "none");
      case MODEL_EVENT -> new VersionRegistered(ID, 1, 1, ID, FILE, DIGEST);
      case TRAINING_PROGRESSED -> new TrainingProgressed(ID, 1, 1, 1, 1, 1, 1, 1);
    };
  }
}
