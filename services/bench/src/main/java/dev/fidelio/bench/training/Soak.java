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
 * Trains the defaults for many steps and prints how much memory the process holds: after 5,000
 * steps, and at the end. It is to be within 50 MiB.
 */
final class Soak {

  private static final int WARM = 5_000;
  private static final int BOUND_MEBIBYTES = 50;

  private Soak() {}

  /** Takes the number of steps (100,000) and of threads (1); ends with 1 if the bound is broken. */
  public static void main(String[] arguments) throws IOException {
    long steps = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
    Compute compute = Compute.on("cpu", arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1);
    Path data = Mnist.folder();
    LabelledImages train = MnistImages.read(data, "train");
    LabelledImages test = MnistImages.read(data, "t10k");
    Hyperparameters told = DefaultTraining.of(1, 32);
    Architecture architecture =
        new Architecture(train.pixelsPerImage(), 10, told.hiddenSizes(), told.latentSize());
    TrainingSettings trainingSettings =
        new TrainingSettings(told.batchSize(), told.learningRate(), told.beta(), told.seed());
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
      long grown = report(training.step()) - warm[0];
      System.out.printf("grown by %d MiB since step %,d%n", grown, WARM);
      System.exit(grown <= BOUND_MEBIBYTES ? 0 : 1);
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
