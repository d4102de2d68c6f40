package dev.fidelio.sampler;

import dev.fidelio.contracts.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A request for samples on demand.
 *
 * @param labels one for each image, label after label
 * @param count images of each label
 * @param seed from which the latent vectors follow
 * @param temperature the latent vectors' standard deviation
 */
record SampleRequest(int[] labels, int count, long seed, double temperature) {

  /** The most images of one request. */
  static final int MOST = 1_000;

  private static final int COUNT = 8;
  private static final long SEED = 1;
  private static final double TEMPERATURE = 1;
  private static final double HOTTEST = 10;

  /** The largest integer that every reader of JSON keeps exactly. */
  private static final long LARGEST_SEED = (1L << 53) - 1;

  /**
   * Reads what was asked for. What is absent has a default: every label, 8 images of each, seed 1,
   * temperature 1.
   *
   * @param classes how many labels the model knows
   * @param violations gets everything that is wrong
   */
  static SampleRequest read(
      String labels,
      String count,
      String seed,
      String temperature,
      int classes,
      List<Violation> violations) {
    int[] known = IntStream.range(0, classes).toArray();
    int[] chosen =
        read(
            "labels",
            labels,
            known,
            "labels from 0 to %d with commas between, at most %d".formatted(classes - 1, MOST),
            text -> labels(text, classes),
            violations);
    int most = MOST / chosen.length;
    int each =
        read(
            "count",
            count,
            Math.min(COUNT, most),
            "an integer from 1 to %d, %d images in all".formatted(most, MOST),
            text -> within(Integer.parseInt(text), 1, most) ? Integer.valueOf(text) : null,
            violations);
    long from =
        read(
            "seed",
            seed,
            SEED,
            "an integer from 0 to " + LARGEST_SEED,
            text -> within(Long.parseLong(text), 0, LARGEST_SEED) ? Long.valueOf(text) : null,
            violations);
    double heat =
        read(
            "temperature",
            temperature,
            TEMPERATURE,
            "a number above 0, at most " + HOTTEST,
            text -> {
              double value = Double.parseDouble(text);
              return value > 0 && value <= HOTTEST ? value : null;
            },
            violations);
    return new SampleRequest(repeated(chosen, each), each, from, heat);
  }

  private static int[] labels(String text, int classes) {
    int[] labels =
        Arrays.stream(text.split(",", -1)).map(String::strip).mapToInt(Integer::parseInt).toArray();
    boolean known = Arrays.stream(labels).allMatch(label -> within(label, 0, classes - 1));
    return known && labels.length <= MOST ? labels : null;
  }

  private static int[] repeated(int[] labels, int count) {
    return Arrays.stream(labels)
        .flatMap(label -> IntStream.generate(() -> label).limit(count))
        .toArray();
  }

  private static boolean within(long value, long least, long most) {
    return value >= least && value <= most;
  }

  /** The default where nothing was sent, and where nothing can be made of what was. */
  private static <T> T read(
      String field,
      String sent,
      T standard,
      String allowed,
      Function<String, T> reader,
      List<Violation> violations) {
    if (sent == null) {
      return standard;
    }
    T value = readable(sent, reader);
    if (value == null) {
      violations.add(new Violation(field, Violation.shortened(sent), allowed));
      return standard;
    }
    return value;
  }

  private static <T> T readable(String sent, Function<String, T> reader) {
    try {
      return reader.apply(sent);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
