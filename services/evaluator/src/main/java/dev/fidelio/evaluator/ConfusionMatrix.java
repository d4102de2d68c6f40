package dev.fidelio.evaluator;

import dev.fidelio.datasets.Dataset;
import dev.fidelio.evaluator.FeatureMetrics.Measure;
import java.util.Arrays;
import java.util.List;

/**
 * The predictions of a classifier.
 *
 * @param counts the number of images with a label (row) that were classified as a label (column)
 */
record ConfusionMatrix(int[][] counts) {

  static ConfusionMatrix of(byte[] labels, int[] classes) {
    int[][] counts = new int[Dataset.CLASSES][Dataset.CLASSES];
    for (int n = 0; n < classes.length; n++) {
      counts[labels[n]][classes[n]]++;
    }
    return new ConfusionMatrix(counts);
  }

  /** The share of images that are classified as their label, with its binomial standard error. */
  Measure agreement() {
    int right = 0;
    int all = 0;
    for (int label = 0; label < counts.length; label++) {
      right += counts[label][label];
      all += Arrays.stream(counts[label]).sum();
    }
    double share = (double) right / all;
    return new Measure(share, Math.sqrt(share * (1 - share) / all), 0, all);
  }

  List<List<Integer>> rows() {
    return Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }
}
