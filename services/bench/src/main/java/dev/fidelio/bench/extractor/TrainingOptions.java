package dev.fidelio.bench.extractor;

import java.nio.file.Path;

/**
 * What the command line asks for.
 *
 * @param data folder of MNIST's four IDX files
 * @param output folder for weights and model card
 * @param epochs passes over the training images
 * @param batchSize images a step
 * @param learningRate Adam's first one, which falls to a thousandth along a cosine
 * @param shift furthest move of a training image, in pixels
 * @param seed of initialisation, order and moves
 * @param threads of libtorch
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
   * @throws IllegalArgumentException when an option is unknown or has no value or no good one
   */
  static TrainingOptions of(String... arguments) {
    if (arguments.length % 2 != 1) {
      throw new IllegalArgumentException("needs a folder, then options with a value each");
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
      default -> throw new IllegalArgumentException("there is no option " + name);
    }
    return new TrainingOptions(data, folder, passes, batch, rate, reach, start, workers);
  }
}
