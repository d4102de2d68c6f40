package dev.fidelio.evaluator;

import dev.fidelio.fid.Features;
import dev.fidelio.fid.Jackknife;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Features of images with the label of each.
 *
 * @param features (N, D)
 * @param labels (N), unsigned bytes
 */
record FeatureSet(Features features, byte[] labels) {

  FeatureSet {
    if (features.count() != labels.length) {
      throw new IllegalArgumentException(
          features.count() + " images have " + labels.length + " labels");
    }
  }

  int count() {
    return labels.length;
  }

  /** The indices of the images with one label. */
  int[] rows(int label) {
    return IntStream.range(0, labels.length).filter(n -> labels[n] == label).toArray();
  }

  /**
   * Distributes the images over the jackknife's blocks, label by label, so that every block holds
   * every label.
   */
  int[] blocks() {
    int[] blocks = new int[labels.length];
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparingInt(n -> labels[n]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int place = 0; place < order.length; place++) {
      blocks[order[place]] = place % Jackknife.BLOCKS;
    }
    return blocks;
  }
}
