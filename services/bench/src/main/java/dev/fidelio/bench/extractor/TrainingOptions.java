package dev.fidelio.bench.extractor;

import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
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
    TrainingOptionsBuilder builder =
        TrainingOptionsBuilder.builder(defaults(Path.of(arguments[0])));
    for (int i = 1; i < arguments.length; i += 2) {
      set(builder, arguments[i], arguments[i + 1]);
    }
    TrainingOptions options = builder.build();
    if (options.epochs < 1 || options.batchSize < 1 || options.shift < 0) {
      throw new IllegalArgumentException("--epochs and --batch-size must be at least 1, --shift 0");
    }
    return options;
  }

  private static TrainingOptions defaults(Path data) {
    return TrainingOptionsBuilder.builder()
        .data(data)
        .output(RESOURCES)
        .epochs(16)
        .batchSize(128)
        .learningRate(0.003f)
        .shift(2)
        .seed(1)
        .threads(1)
        .build();
  }

  private static void set(TrainingOptionsBuilder builder, String name, String value) {
    switch (name) {
      case "--output" -> builder.output(Path.of(value));
      case "--epochs" -> builder.epochs(Integer.parseInt(value));
      case "--batch-size" -> builder.batchSize(Integer.parseInt(value));
      case "--learning-rate" -> builder.learningRate(Float.parseFloat(value));
      case "--shift" -> builder.shift(Integer.parseInt(value));
      case "--seed" -> builder.seed(Integer.parseInt(value));
      case "--threads" -> builder.threads(Integer.parseInt(value));
      default -> throw new IllegalArgumentException("unknown option " + name);
    }
  }
}
