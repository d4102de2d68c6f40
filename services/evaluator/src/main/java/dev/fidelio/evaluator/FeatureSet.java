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

  /** The places of the images with one label. */
  int[] rows(int label) {
    return IntStream.range(0, labels.length).filter(n -> labels[n] == label).toArray();
  }

  /** Deals the images out to the jackknife's blocks, label by label, so that all hold each. */
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
