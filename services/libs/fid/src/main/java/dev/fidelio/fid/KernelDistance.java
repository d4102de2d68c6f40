package dev.fidelio.fid;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The Kernel Inception Distance (Bińkowski and others, 2018): the squared maximum mean discrepancy
 * of features under the kernel k(x, y) = (xᵀy / D + 1)³, estimated without bias
 *
 * <pre>
 *   Σ_{i≠j} (k(xᵢ, xⱼ) + k(yᵢ, yⱼ)) / (m (m − 1)) − 2 Σᵢⱼ k(xᵢ, yⱼ) / m²
 * </pre>
 *
 * on random subsets of m vectors of either side. Unlike the Fréchet distance it does not grow as
 * the vectors become fewer; it may be a little below zero.
 *
 * @param mean over the subsets
 * @param deviation the standard deviation over the subsets, dividing by their number
 */
public record KernelDistance(double mean, double deviation) {

  /** Products with at most this many multiplications run on one thread, which is faster. */
  private static final long SMALL = 1 << 28;

  /**
   * Measures the distance between two sets of vectors.
   *
   * @param rows the indices of the vectors to compare, each once
   * @param otherRows likewise on the other side
   * @param subsets the number of subsets to draw; one is enough if it holds all vectors of both
   *     sides
   * @param most vectors in a subset, m, unless one side has fewer
   * @param seed of the subsets
   * @throws IllegalArgumentException when one side has fewer than two vectors
   */
  public static KernelDistance between(
      Features one, int[] rows, Features other, int[] otherRows, int subsets, int most, long seed) {
    int size = Math.min(most, Math.min(rows.length, otherRows.length));
    if (size < 2) {
      throw new IllegalArgumentException("a kernel distance needs at least 2 vectors on each side");
    }
    boolean whole = size == rows.length && size == otherRows.length;
    Random random = new Random(seed);
    int[][] drawn = new int[whole ? 1 : subsets][];
    int[][] otherDrawn = new int[drawn.length][];
    for (int s = 0; s < drawn.length; s++) {
      drawn[s] = subset(rows, size, random);
      otherDrawn[s] = subset(otherRows, size, random);
    }
    IntToDoubleFunction distance =
        s -> discrepancy(one.rows(drawn[s]), other.rows(otherDrawn[s]), size, one.dimensions());
    IntStream all = IntStream.range(0, drawn.length);
    double[] distances =
        (long) size * size * one.dimensions() <= SMALL
            ? Blas.withOneThread(() -> all.parallel().mapToDouble(distance).toArray())
            : all.mapToDouble(distance).toArray();
    double mean = Arrays.stream(distances).average().orElseThrow();
    double variance =
        Arrays.stream(distances).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
    return new KernelDistance(mean, Math.sqrt(variance));
  }

  private static double discrepancy(double[] x, double[] y, int size, int dimensions) {
    double[] products = new double[size * size];
    double pairs = (double) size * (size - 1);
    double within =
        (kernels(x, x, size, dimensions, products, false)
                + kernels(y, y, size, dimensions, products, false))
            / pairs;
    double across = kernels(x, y, size, dimensions, products, true) / ((double) size * size);
    return within - 2 * across;
  }

  /** The sum of the kernels of all pairs, with or without the pairs of equal indices. */
  private static double kernels(
      double[] x, double[] y, int size, int dimensions, double[] products, boolean own) {
    Blas.products(x, size, y, size, dimensions, products);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (own || i != j) {
          double value = products[i * size + j] / dimensions + 1;
          sum += value * value * value;
        }
      }
    }
    return sum;
  }

  /** A random selection of the rows, each once, in random order. */
  private static int[] subset(int[] rows, int size, Random random) {
    int[] drawn = rows.clone();
    for (int i = 0; i < size; i++) {
      int j = i + random.nextInt(drawn.length - i);
      int swapped = drawn[i];
      drawn[i] = drawn[j];
      drawn[j] = swapped;
    }
    return Arrays.copyOf(drawn, size);
  }
}
