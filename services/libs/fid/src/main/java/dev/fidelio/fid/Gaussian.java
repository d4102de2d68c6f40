package dev.fidelio.fid;

/**
 * A multivariate normal distribution fitted to features.
 *
 * <p>The arrays are taken and handed out as they are, not copied (a covariance of 2,048 features is
 * 32 MiB): whoever holds one leaves it unchanged.
 *
 * @param count how many feature vectors it was fitted to, at least 2
 * @param mean shape (D), finite
 * @param covariance shape (D, D), finite and symmetric, normalised by {@code count - 1}
 * @throws IllegalArgumentException from the constructor, when any of this does not hold
 */
public record Gaussian(long count, double[] mean, double[][] covariance) {

  /** The "delta degrees of freedom" of the covariance: it is divided by {@code count - DDOF}. */
  public static final int DDOF = 1;

  private static final double ASYMMETRY = 1e-10;

  /** Checks shapes and values. */
  public Gaussian {
    if (count < 2) {
      throw new IllegalArgumentException("a covariance needs at least 2 samples, not " + count);
    }
    if (mean.length == 0 || covariance.length != mean.length) {
      throw new IllegalArgumentException(
          "mean of " + mean.length + " and covariance of " + covariance.length + " dimensions");
    }
    for (int i = 0; i < mean.length; i++) {
      if (covariance[i].length != mean.length) {
        throw new IllegalArgumentException(
            "row " + i + " of the covariance has " + covariance[i].length + " values");
      }
      requireFinite(mean[i], "mean", i, i);
      for (int j = 0; j <= i; j++) {
        requireFinite(covariance[i][j], "covariance", i, j);
        double scale = Math.abs(covariance[i][i]) + Math.abs(covariance[j][j]);
        if (!(Math.abs(covariance[i][j] - covariance[j][i]) <= ASYMMETRY * scale)) {
          throw new IllegalArgumentException("covariance is not symmetric at " + i + ", " + j);
        }
      }
    }
  }

  /** How many features, D. */
  public int dimensions() {
    return mean.length;
  }

  /** Σᵢᵢ summed: the total variance. */
  double trace() {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      sum += covariance[i][i];
    }
    return sum;
  }

  private static void requireFinite(double value, String what, int row, int column) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          what + " is " + value + " at " + row + (row == column ? "" : ", " + column));
    }
  }
}
