package dev.fidelio.bench.training;

import dev.fidelio.bench.MnistImages;
import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.Training;
import dev.fidelio.cvae.TrainingSettings;
import dev.fidelio.testing.Mnist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains the defaults for many steps and prints the process's resident memory after 5,000 steps and
 * at the end. It may grow by at most 50 MiB in between.
 */
final class Soak {

  private static final int WARM = 5_000;
  private static final int BOUND_MEBIBYTES = 50;

  private Soak() {}

  /** Takes the numbers of steps (100,000) and threads (1); exits with 1 if memory grew too much. */
  public static void main(String[] arguments) throws IOException {
    long steps = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
    Compute compute = Compute.on("cpu", arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1);
    Path data = Mnist.folder();
    LabelledImages train = MnistImages.read(data, "train");
    LabelledImages test = MnistImages.read(data, "t10k");
    Hyperparameters settings = DefaultTraining.of(1, 32);
    Architecture architecture =
        new Architecture(train.pixelsPerImage(), 10, settings.hiddenSizes(), settings.latentSize());
    TrainingSettings trainingSettings =
        new TrainingSettings(
            settings.batchSize(), settings.learningRate(), settings.beta(), settings.seed());
    long[] warm = {0};
    try (Training training =
        new Training(compute, Checkpoint.initial(architecture, trainingSettings))) {
      while (training.step() < steps) {
        training.trainEpoch(
            train,
            progress -> {
              if (training.step() == WARM) {
                warm[0] = report(training.step());
              }
              return training.step() < steps;
            });
        if (training.step() < steps) {
          training.evaluate(test);
          training.checkpoint().toBytes();
        }
      }
      long growth = report(training.step()) - warm[0];
      System.out.printf("grew by %d MiB since step %,d%n", growth, WARM);
      System.exit(growth <= BOUND_MEBIBYTES ? 0 : 1);
    }
  }

  private static long report(long step) {
    System.gc();
    try {
      long resident =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
              .findFirst()
              .orElseThrow();
      System.out.printf("step %,d: %,d MiB resident%n", step, resident);
      return resident;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
