package dev.fidelio.bench.extractor;

import java.nio.file.Path;

/**
 * The options on the command line.
 *
 * @param data folder with MNIST's four IDX files
 * @param output folder for weights and model card
 * @param epochs passes over the training images
 * @param batchSize images per step
 * @param learningRate Adam's initial learning rate, which decays to a thousandth along a cosine
 * @param shift largest shift of a training image, in pixels
 * @param seed for initialisation, order and distortions
 * @param threads libtorch threads
 */
record TrainingOptions(
    Path data,
    Path output,
    int epochs,
    int batchSize,
    float learningRate,
    int shift,
    int seed,
    int threads) {

  private static final Path RESOURCES =
      Path.of(
          System.getProperty("fidelio.root", ""),
          "services/evaluator/src/main/resources/dev/fidelio/evaluator");

  /**
   * Reads the arguments: the folder of the data, then options with their values.
   *
   * @throws IllegalArgumentException if an option is unknown, or its value is missing or invalid
   */
  static TrainingOptions of(String... arguments) {
    if (arguments.length % 2 != 1) {
      throw new IllegalArgumentException("expected a folder, then options with one value each");
    }
    Path data = Path.of(arguments[0]);
    TrainingOptions options = new TrainingOptions(data, RESOURCES, 16, 128, 0.003f, 2, 1, 1);
    for (int i = 1; i < arguments.length; i += 2) {
      options = options.with(arguments[i], arguments[i + 1]);
    }
    if (options.epochs < 1 || options.batchSize < 1 || options.shift < 0) {
      throw new IllegalArgumentException("--epochs and --batch-size must be at least 1, --shift 0");
    }
    return options;
  }

  private TrainingOptions with(String name, String value) {
    Path folder = output;
    int passes = epochs;
    int batch = batchSize;
    float rate = learningRate;
    int reach = shift;
    int start = seed;
    int workers = threads;
    switch (name) {
      case "--output" -> folder = Path.of(value);
      case "--epochs" -> passes = Integer.parseInt(value);
      case "--batch-size" -> batch = Integer.parseInt(value);
      case "--learning-rate" -> rate = Float.parseFloat(value);
      case "--shift" -> reach = Integer.parseInt(value);
      case "--seed" -> start = Integer.parseInt(value);
      case "--threads" -> workers = Integer.parseInt(value);
      default -> throw new IllegalArgumentException("unknown option " + name);
    }
    return new TrainingOptions(data, folder, passes, batch, rate, reach, start, workers);
  }
}
