package dev.fidelio.fid;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean and covariance of a stream of feature vectors, in float64 and in memory that depends on the
 * number of features only.
 *
 * <p>Vectors are gathered in blocks. A block is centred on its own mean and joined to what came
 * before by the formula of Chan, Golub and LeVeque (1979):
 *
 * <pre>
 *   δ = m_b − m_a,   m = m_a + δ n_b / n,   S = S_a + S_b + δ δᵀ n_a n_b / n
 * </pre>
 *
 * so that nothing cancels however far the mean lies from zero. How the caller cuts the stream into
 * calls changes no bit of the result. Not thread-safe: give each thread its own and {@link #merge}.
 */
public final class FeatureStatistics {
  private static final int BLOCK = 128;

  private final int dimensions;
  private final double[][] block; // (BLOCK, D)
  private final double[] mean; // (D)
  private final double[][] scatter; // row i holds columns i..D-1 of Σ (x − m)(x − m)ᵀ
  private long count;
  private int pending;

  /**
   * Starts with no vectors.
   *
   * @param dimensions D, at least 1
   */
  public FeatureStatistics(int dimensions) {
    if (dimensions < 1) {
      throw new IllegalArgumentException("at least one feature is needed, not " + dimensions);
    }
    this.dimensions = dimensions;
    block = new double[BLOCK][dimensions];
    mean = new double[dimensions];
    scatter = new double[dimensions][];
    Arrays.setAll(scatter, i -> new double[dimensions - i]);
  }

  /**
   * Adds feature vectors.
   *
   * @param features shape (N, D), N may be 0
   * @throws IllegalArgumentException when a vector has another length or holds NaN or an infinity;
   *     the vectors before it have been added then, so this object is of no more use
   */
  public void add(float[][] features) {
    for (float[] vector : features) {
      add(vector);
    }
  }

  private void add(float[] vector) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "vector " + count() + " has " + vector.length + " features instead of " + dimensions);
    }
    for (int i = 0; i < dimensions; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "feature " + i + " of vector " + count() + " is " + vector[i]);
      }
      block[pending][i] = vector[i];
    }
    if (++pending == BLOCK) {
      fold();
    }
  }

  /**
   * Adds everything that another instance has seen, which stays usable.
   *
   * @throws IllegalArgumentException when it has another number of features
   */
  public void merge(FeatureStatistics other) {
    if (other.dimensions != dimensions) {
      throw new IllegalArgumentException(
          "cannot merge " + other.dimensions + " features into " + dimensions);
    }
    fold();
    other.fold();
    join(other.count, other.mean, other.scatter);
  }

  /** How many vectors were added so far. */
  public long count() {
    return count + pending;
  }

  /**
   * The normal distribution fitted to all vectors so far; more can be added afterwards.
   *
   * @throws IllegalArgumentException when there are fewer than two
   */
  public Gaussian gaussian() {
    fold();
    double[][] covariance = new double[dimensions][dimensions];
    for (int i = 0; i < dimensions; i++) {
      for (int j = i; j < dimensions; j++) {
        covariance[i][j] = scatter[i][j - i] / (count - Gaussian.DDOF);
        covariance[j][i] = covariance[i][j];
      }
    }
    return new Gaussian(count, mean.clone(), covariance);
  }

  private void fold() {
    if (pending == 0) {
      return;
    }
    int rows = pending;
    pending = 0;
    double[] centre = new double[dimensions];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < dimensions; i++) {
        centre[i] += block[r][i] / rows;
      }
    }
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < dimensions; i++) {
        block[r][i] -= centre[i];
      }
    }
    for (int r = rows; r % 4 != 0; r++) {
      Arrays.fill(block[r], 0);
    }
    IntStream.range(0, dimensions).parallel().forEach(i -> addProducts(i, rows));
    join(rows, centre, null);
  }

  /** Row i of the scatter matrix: four vectors at a time, which the compiler turns into SIMD. */
  private void addProducts(int i, int rows) {
    double[] row = scatter[i];
    for (int r = 0; r < rows; r += 4) {
      double[] a = block[r];
      double[] b = block[r + 1];
      double[] c = block[r + 2];
      double[] d = block[r + 3];
      double ai = a[i];
      double bi = b[i];
      double ci = c[i];
      double di = d[i];
      for (int j = i; j < dimensions; j++) {
        row[j - i] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
      }
    }
  }

  /** Joins vectors whose scatter is given, or was added already when it is null. */
  private void join(long added, double[] centre, double[][] products) {
    long total = count + added;
    if (added == 0) {
      return;
    }
    double weight = (double) count * added / total;
    double[] shift = new double[dimensions];
    Arrays.setAll(shift, i -> centre[i] - mean[i]);
    for (int i = 0; i < dimensions; i++) {
      double[] row = scatter[i];
      for (int j = i; j < dimensions; j++) {
        row[j - i] += shift[i] * shift[j] * weight;
        if (products != null) {
          row[j - i] += products[i][j - i];
        }
      }
      mean[i] += shift[i] * added / total;
    }
    count = total;
  }
}
