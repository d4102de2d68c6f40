package dev.fidelio.bench.malformed;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.EvaluationRequested;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.ExperimentBuilder;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.SamplingRequested;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TrainingRequested;
import dev.fidelio.testing.ExampleExperiment;
import dev.fidelio.testing.ExampleModel;

/** A valid payload for each topic that carries messages, about one experiment. */
final class ExamplePayloads {

  private static final String ID = "malformed";
  private static final String DIGEST = "0".repeat(64);
  private static final Artifact FILE = new Artifact("a", DIGEST, 1);
  private static final ExampleExperiment EXAMPLE = ExampleExperiment.of(ID, ID, 0);
  private static final Experiment EXPERIMENT =
      ExperimentBuilder.builder(EXAMPLE.experiment()).dataset("small").build();

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
      case EXPERIMENT_EVENT -> payload(EXAMPLE.failed());
      case MODEL_EVENT -> payload(new ExampleModel(ID).registered(1, EXAMPLE));
      case TRAINING_PROGRESSED -> payload(EXAMPLE.progressed(1));
    };
  }

  private static Payload payload(Message message) {
    return message.payload().orElseThrow();
  }
}
