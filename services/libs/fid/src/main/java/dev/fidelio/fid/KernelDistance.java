package dev.fidelio.fid;

import java.util.Random;

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
 * @param deviation the standard deviation over the subsets, which divides by their number
 */
public record KernelDistance(double mean, double deviation) {
  /** How many subsets there are. */
  public static final int SUBSETS = 100;

  /** Vectors in a subset, or as many as the lesser side has. */
  public static final int SUBSET = 1000;

  /**
   * Measures the distance between two sets of vectors.
   *
   * @param seed of the subsets
   * @throws IllegalArgumentException when one has fewer than two vectors
   */
  public static KernelDistance between(Features one, Features other, long seed) {
    int size = Math.min(SUBSET, Math.min(one.count(), other.count()));
    if (size < 2) {
      throw new IllegalArgumentException("a kernel distance needs at least 2 vectors on each side");
    }
    boolean whole = size == one.count() && size == other.count();
    int subsets = whole ? 1 : SUBSETS;
    Random random = new Random(seed);
    double[] distances = new double[subsets];
    double mean = 0;
    for (int s = 0; s < subsets; s++) {
      double[] x = one.rows(subset(one.count(), size, random));
      double[] y = other.rows(subset(other.count(), size, random));
      distances[s] = discrepancy(x, y, size, one.dimensions());
      mean += distances[s] / subsets;
    }
    double variance = 0;
    for (double distance : distances) {
      variance += (distance - mean) * (distance - mean) / subsets;
    }
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

  /** The kernels of all pairs summed, with or without those of a vector and its own place. */
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

  /** Different numbers below {@code count}, in random order. */
  private static int[] subset(int count, int size, Random random) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    for (int i = 0; i < size; i++) {
      int j = i + random.nextInt(count - i);
      int swapped = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swapped;
    }
    return java.util.Arrays.copyOf(numbers, size);
  }
}
