package dev.fidelio.evaluator.training;

import java.nio.file.Path;

/**
 * What the training program is told.
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
    long seed,
    int threads) {

  static final String HELP =
      """
      Trains the feature extractor inception-mnist.

        train-inception-mnist --data FOLDER [options]

        --data FOLDER         MNIST's four uncompressed IDX files
        --output FOLDER       where weights and model card go
                              (default: the evaluator's resources)
        --epochs N            passes over the training images (default 8)
        --batch-size N        images a step (default 128)
        --learning-rate X     Adam's first learning rate (default 0.003)
        --shift N             furthest move of a training image in pixels (default 2)
        --seed N              of initialisation, order and moves (default 1)
        --threads N           threads of libtorch (default 1)
      """;

  /**
   * Reads the command line.
   *
   * @return null when help was asked for
   * @throws IllegalArgumentException when an option is unknown or has no value, or no data is named
   */
  static TrainingOptions parse(String[] arguments) {
    TrainingOptions options =
        new TrainingOptions(
            null,
            Path.of("services/evaluator/src/main/resources/dev/fidelio/evaluator"),
            8,
            128,
            0.003f,
            2,
            1,
            1);
    for (int i = 0; i < arguments.length; i += 2) {
      if (arguments[i].equals("--help")) {
        return null;
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value; see --help");
      }
      if (!HELP.contains("  " + arguments[i] + " ")) {
        throw new IllegalArgumentException(arguments[i] + " is no option; see --help");
      }
      options = options.with(arguments[i], arguments[i + 1]);
    }
    if (options.data == null) {
      throw new IllegalArgumentException("--data is needed; see --help");
    }
    return options;
  }

  private TrainingOptions with(String name, String value) {
    return new TrainingOptions(
        name.equals("--data") ? Path.of(value) : data,
        name.equals("--output") ? Path.of(value) : output,
        name.equals("--epochs") ? Integer.parseInt(value) : epochs,
        name.equals("--batch-size") ? Integer.parseInt(value) : batchSize,
        name.equals("--learning-rate") ? Float.parseFloat(value) : learningRate,
        name.equals("--shift") ? Integer.parseInt(value) : shift,
        name.equals("--seed") ? Long.parseLong(value) : seed,
        name.equals("--threads") ? Integer.parseInt(value) : threads);
  }
}
