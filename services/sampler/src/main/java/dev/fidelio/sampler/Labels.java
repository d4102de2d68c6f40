package dev.fidelio.sampler;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which labels to draw images for. */
final class Labels {

  private Labels() {}

  /**
   * Labels in ascending order, each as often as the reference images hold it, scaled to {@code
   * samples} in all: by the largest remainder, lower labels first where remainders are equal.
   *
   * @param referenceCounts reference images of each label
   */
  static int[] inProportion(List<Integer> referenceCounts, int samples) {
    long total = referenceCounts.stream().mapToLong(Integer::longValue).sum();
    int classes = referenceCounts.size();
    int[] counts = new int[classes];
    long[] remainders = new long[classes];
    int drawn = 0;
    for (int label = 0; label < classes; label++) {
      long scaled = (long) referenceCounts.get(label) * samples;
      counts[label] = (int) (scaled / total);
      remainders[label] = scaled % total;
      drawn += counts[label];
    }
    IntStream.range(0, classes)
        .boxed()
        .sorted(Comparator.comparingLong(label -> -remainders[label]))
        .limit(samples - drawn)
        .forEach(label -> counts[label]++);
    return IntStream.range(0, classes)
        .flatMap(label -> IntStream.generate(() -> label).limit(counts[label]))
        .toArray();
  }

  /** Labels for a grid with one row for each class. */
  static int[] rows(int classes, int columns) {
    return IntStream.range(0, classes * columns).map(i -> i / columns).toArray();
  }

  /** Labels below 256 as bytes. */
  static byte[] bytes(int[] labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return bytes;
  }
}
