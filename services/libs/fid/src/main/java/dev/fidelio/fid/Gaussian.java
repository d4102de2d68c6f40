package dev.fidelio.fid;

/**
 * A multivariate normal distribution fitted to features.
 *
 * <p>The arrays are not copied, neither by the constructor nor by the accessors (a covariance of
 * 2,048 features is 32 MiB): callers must not modify them.
 *
 * @param count the number of feature vectors that it was fitted to, at least 2
 * @param mean shape (D), finite
 * @param covariance shape (D, D), row by row, finite and symmetric, normalised by {@code count - 1}
 * @throws IllegalArgumentException from the constructor, if any of this does not hold
 */
public record Gaussian(long count, double[] mean, double[] covariance) {

  /** The "delta degrees of freedom" of the covariance: it is divided by {@code count - DDOF}. */
  public static final int DDOF = 1;

  private static final double ASYMMETRY = 1e-10;

  /**
   * Rows and columns of a tile, small enough that both elements of a pair are in the processor's
   * cache.
   */
  static final int TILE = 64;

  /** Checks shapes and values. */
  public Gaussian {
    if (count < 2) {
      throw new IllegalArgumentException("a covariance needs at least 2 samples, not " + count);
    }
    int size = mean.length;
    if (size == 0 || covariance.length != size * size) {
      throw new IllegalArgumentException(
          "mean of " + size + " dimensions and covariance of " + covariance.length + " values");
    }
    for (int i = 0; i < size; i++) {
      requireFinite(mean[i], "mean", i, i);
    }
    for (int top = 0; top < size; top += TILE) {
      for (int left = 0; left <= top; left += TILE) {
        checkTile(covariance, size, top, left);
      }
    }
  }

  /** The number of features, D. */
  public int dimensions() {
    return mean.length;
  }

  /** Σᵢᵢ summed: the total variance. */
  double trace() {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      sum += covariance[i * mean.length + i];
    }
    return sum;
  }

  private static void checkTile(double[] covariance, int size, int top, int left) {
    for (int i = top; i < Math.min(size, top + TILE); i++) {
      for (int j = left; j < Math.min(i + 1, left + TILE); j++) {
        double below = covariance[i * size + j];
        requireFinite(below, "covariance", i, j);
        double scale = Math.abs(covariance[i * size + i]) + Math.abs(covariance[j * size + j]);
        if (!(Math.abs(below - covariance[j * size + i]) <= ASYMMETRY * scale)) {
          throw new IllegalArgumentException("covariance is not symmetric at " + i + ", " + j);
        }
      }
    }
  }

  private static void requireFinite(double value, String what, int row, int column) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          what + " is " + value + " at " + row + (row == column ? "" : ", " + column));
    }
  }
}
