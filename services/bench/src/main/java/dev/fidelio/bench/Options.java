package dev.fidelio.bench;

import java.nio.file.Path;

/**
 * What the command line asks for.
 *
 * @param data folder of the four MNIST files
 * @param epochs of each training
 * @param seeds how many seeds, from 0
 * @param threads of the processor, 0 for as many as it has cores
 * @param device {@code auto}, {@code cpu} or {@code cuda:0}
 */
record Options(Path data, int epochs, int seeds, int threads, String device) {

  Options {
    if (epochs < 1 || seeds < 1) {
      throw new IllegalArgumentException("--epochs and --seeds must be at least 1");
    }
  }

  /** Reads the arguments: the folder, then options with their values. */
  static Options of(String... arguments) {
    Options options = new Options(Path.of(arguments[0]), 5, 3, 0, "cpu");
    for (int i = 1; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      options = options.with(arguments[i], arguments[i + 1]);
    }
    return options;
  }

  private Options with(String option, String value) {
    return switch (option) {
      case "--epochs" -> new Options(data, Integer.parseInt(value), seeds, threads, device);
      case "--seeds" -> new Options(data, epochs, Integer.parseInt(value), threads, device);
      case "--threads" -> new Options(data, epochs, seeds, Integer.parseInt(value), device);
      case "--device" -> new Options(data, epochs, seeds, threads, value);
      default -> throw new IllegalArgumentException("there is no option " + option);
    };
  }
}
