package dev.fidelio.fid;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The standard error of a Fréchet distance by deleting one block of samples at a time (Quenouille,
 * 1949; Tukey, 1958): with d₋ᵦ the distance without block b of B,
 *
 * <pre>
 *   s² = (B − 1) / B Σᵦ (d₋ᵦ − mean d₋)²
 * </pre>
 *
 * <p>A bootstrap would draw some samples twice, which makes a distribution appear narrower than it
 * is and biases the distance upwards.
 */
public final class Jackknife {
  /** The number of blocks, B. */
  public static final int BLOCKS = 20;

  private Jackknife() {}

  /**
   * The standard error.
   *
   * @param samples the vectors that were compared
   * @param blocks the block of each sample, from 0 to {@value #BLOCKS} − 1, none empty
   * @throws IllegalArgumentException when deleting a block leaves fewer than two samples
   */
  public static double standardError(FrechetDistance reference, Features samples, int[] blocks) {
    FeatureStatistics all = FeatureStatistics.of(samples, samples.all());
    double[] distances = new double[BLOCKS];
    for (int b = 0; b < BLOCKS; b++) {
      int deleted = b;
      int[] rows = IntStream.range(0, blocks.length).filter(n -> blocks[n] == deleted).toArray();
      FeatureStatistics rest = all.without(FeatureStatistics.of(samples, rows));
      distances[b] = reference.to(rest.gaussian());
    }
    double mean = Arrays.stream(distances).average().orElseThrow();
    double sum = Arrays.stream(distances).map(d -> (d - mean) * (d - mean)).sum();
    return Math.sqrt(sum * (BLOCKS - 1) / BLOCKS);
  }
}
