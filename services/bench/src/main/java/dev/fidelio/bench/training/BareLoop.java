package dev.fidelio.bench.training;

import dev.fidelio.bench.MnistImages;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.StepListener;
import dev.fidelio.cvae.Training;
import dev.fidelio.cvae.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;

/** Trains and tests without a worker: the baseline for {@link WorkerLoop}. */
final class BareLoop {

  private BareLoop() {}

  /** Takes the folder of MNIST, epochs, batch size and threads; prints a {@link Measurement}. */
  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    Hyperparameters settings =
        DefaultTraining.of(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Compute compute = Compute.on("cpu", Integer.parseInt(arguments[3]));
    LabelledImages train = MnistImages.read(data, "train");
    LabelledImages test = MnistImages.read(data, "t10k");
    long start = System.nanoTime();
    Measurement.print(train(train, test, settings, compute, progress -> true), start);
  }

  /**
   * Trains.
   *
   * @return images per second in the last epoch
   */
  static double train(
      LabelledImages train,
      LabelledImages test,
      Hyperparameters settings,
      Compute compute,
      StepListener listener) {
    Architecture architecture =
        new Architecture(train.pixelsPerImage(), 10, settings.hiddenSizes(), settings.latentSize());
    TrainingSettings trainingSettings =
        new TrainingSettings(
            settings.batchSize(), settings.learningRate(), settings.beta(), settings.seed());
    double speed = 0;
    try (Training training =
        new Training(compute, Checkpoint.initial(architecture, trainingSettings))) {
      for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
        speed = training.trainEpoch(train, listener).orElseThrow().imagesPerSecond();
        training.evaluate(test);
      }
    }
    return speed;
  }
}
