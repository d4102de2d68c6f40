package dev.fidelio.bench.malformed;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Evaluation;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TrainingProgressedBuilder;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.contracts.VersionRegisteredBuilder;
import java.util.List;
import java.util.Map;

/** A valid payload for each topic that carries messages, about one experiment. */
final class ExamplePayloads {

  private static final String ID = "malformed";
  private static final String DIGEST = "0".repeat(64);
  private static final Artifact FILE = new Artifact("a", DIGEST, 1);
  private static final Experiment EXPERIMENT =
      ExperimentBuilder.builder()
          .experimentId(ID)
          .model(ID)
          .dataset("small")
          .hyperparameters(
              HyperparametersBuilder.builder(Hyperparameters.defaults(1))
                  .epochs(1)
                  .latentSize(4)
                  .hiddenSizes(List.of(64))
                  .build())
          .evaluation(new Evaluation("inception-mnist", 512))
          .tags(Map.of())
          .resumeFrom(null)
          .promotion(null)
          .build();

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
      case MODEL_EVENT ->
          VersionRegisteredBuilder.builder()
              .model(ID)
              .sequence(1)
              .version(1)
              .experimentId(ID)
              .checkpoint(FILE)
              .datasetDigest(DIGEST)
              .build();
      case TRAINING_PROGRESSED ->
          TrainingProgressedBuilder.builder()
              .experimentId(ID)
              .attempt(1)
              .epoch(1)
              .epochs(1)
              .step(1)
              .steps(1)
              .loss(1)
              .imagesPerSecond(1)
              .build();
    };
  }
}
