package dev.fidelio.bench;

import dev.fidelio.cvae.Architecture;
import dev.fidelio.cvae.Checkpoint;
import dev.fidelio.cvae.Compute;
import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.cvae.Loss;
import dev.fidelio.cvae.Progress;
import dev.fidelio.cvae.Settings;
import dev.fidelio.cvae.Training;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Trains the defaults on MNIST with several seeds and compares the mean test loss. */
public final class Losses {

  /** The PyTorch reference's mean test loss over five seeds, by epoch. */
  private static final Map<Integer, Double> REFERENCE = Map.of(5, 112.7, 10, 111.2);

  private static final double TOLERANCE = 1.5;

  private Losses() {}

  /** The command; {@code services/bench/losses --help} says what it takes. */
  public static void main(String[] arguments) throws IOException {
    try {
      System.exit(run(Options.of(arguments)) ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println("losses: " + e.getMessage());
      System.exit(2);
    }
  }

  private static boolean run(Options options) throws IOException {
    Compute compute = Compute.on(options.device(), options.threads());
    LabelledImages train = Idx.read(options.data(), "train");
    LabelledImages test = Idx.read(options.data(), "t10k");
    System.out.printf(
        "%s on %s, %d threads%n", compute.engine(), compute.device(), compute.threads());
    double sum = 0;
    for (int seed = 0; seed < options.seeds(); seed++) {
      sum += train(compute, train, test, seed, options.epochs());
    }
    double mean = sum / options.seeds();
    System.out.printf("mean test loss over %d seeds: %.2f", options.seeds(), mean);
    Double reference = REFERENCE.get(options.epochs());
    if (reference == null) {
      System.out.printf(" (no reference for %d epochs)%n", options.epochs());
      return true;
    }
    boolean within = Math.abs(mean - reference) <= TOLERANCE;
    System.out.printf(
        "; the PyTorch reference's: %.1f, %s %.1f%n",
        reference, within ? "within" : "NOT within", TOLERANCE);
    return within;
  }

  private static double train(
      Compute compute, LabelledImages train, LabelledImages test, long seed, int epochs) {
    Architecture architecture = new Architecture(784, 10, List.of(512, 256), 20);
    Settings settings = new Settings(32, 0.003, 1.0, seed);
    Loss loss = null;
    try (Training training = new Training(compute, Checkpoint.initial(architecture, settings))) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        Progress progress = training.trainEpoch(train, step -> true).orElseThrow();
        loss = training.evaluate(test);
        System.out.printf(
            "seed %d epoch %d train %.2f (bce %.2f kl %.2f) test %.2f (bce %.2f kl %.2f)"
                + " images/s %.0f%n",
            seed,
            epoch,
            progress.loss().total(),
            progress.loss().bce(),
            progress.loss().kl(),
            loss.total(),
            loss.bce(),
            loss.kl(),
            progress.imagesPerSecond());
      }
    }
    return loss.total();
  }
}
