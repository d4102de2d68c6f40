package dev.fidelio.fid;

import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * Mean and covariance of a stream of feature vectors, in float64 and in memory that depends on the
 * number of features only.
 *
 * <p>Vectors are collected in blocks. A block is centred on its own mean and merged with the
 * previous ones by the formula of Chan, Golub and LeVeque (1979):
 *
 * <pre>
 *   δ = m_b − m_a,   m = m_a + δ n_b / n,   S = S_a + S_b + δ δᵀ n_a n_b / n
 * </pre>
 *
 * so that no digits cancel, however far the mean is from zero. The result is the same to the bit
 * however the caller splits the stream into calls. Not thread-safe: give each thread its own and
 * {@link #merge}.
 */
public final class FeatureStatistics {
  private static final int BLOCK = 1024;

  private final int dimensions;
  private final double[] mean; // (D)
  private final DoubleBuffer scatter; // (D, D), the upper half of Σ (x − m)(x − m)ᵀ
  private DoubleBuffer block; // (BLOCK, D), once there is a vector
  private long count;
  private int pending;

  /**
   * Creates statistics of no vectors.
   *
   * @param dimensions D, at least 1
   */
  public FeatureStatistics(int dimensions) {
    if (dimensions < 1) {
      throw new IllegalArgumentException("at least one feature is needed, not " + dimensions);
    }
    this.dimensions = dimensions;
    mean = new double[dimensions];
    scatter = Blas.zeros(dimensions * dimensions);
  }

  /**
   * The statistics of the selected vectors.
   *
   * @param rows their indices, each once
   * @throws IllegalArgumentException when one holds NaN or an infinity
   */
  public static FeatureStatistics of(Features features, int... rows) {
    FeatureStatistics statistics = new FeatureStatistics(features.dimensions());
    for (int row : rows) {
      statistics.add(features.vector(row));
    }
    return statistics;
  }

  /**
   * Adds feature vectors.
   *
   * @param features shape (N, D), N may be 0
   * @throws IllegalArgumentException when a vector has another length or holds NaN or an infinity;
   *     the vectors before it have been added then, so this object can no longer be used
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
    if (block == null) {
      block = Blas.zeros(BLOCK * dimensions);
    }
    int start = pending * dimensions;
    for (int i = 0; i < dimensions; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "feature " + i + " of vector " + count() + " is " + vector[i]);
      }
      block.put(start + i, vector[i]);
    }
    if (++pending == BLOCK) {
      fold();
    }
  }

  /**
   * Adds all vectors of another instance, which stays usable.
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
    for (int i = 0; i < scatter.capacity(); i++) {
      scatter.put(i, scatter.get(i) + other.scatter.get(i));
    }
    join(other.count, other.mean);
  }

  /**
   * A copy without the vectors of {@code part}.
   *
   * @param part statistics of some, but not all, of these vectors
   */
  FeatureStatistics without(FeatureStatistics part) {
    fold();
    part.fold();
    FeatureStatistics rest = new FeatureStatistics(dimensions);
    for (int i = 0; i < scatter.capacity(); i++) {
      rest.scatter.put(i, scatter.get(i) - part.scatter.get(i));
    }
    System.arraycopy(mean, 0, rest.mean, 0, dimensions);
    rest.count = count;
    rest.join(-part.count, part.mean);
    return rest;
  }

  /** The number of vectors added so far. */
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
    double[] covariance = new double[dimensions * dimensions];
    for (int top = 0; top < dimensions; top += Gaussian.TILE) {
      for (int left = top; left < dimensions; left += Gaussian.TILE) {
        fillTile(covariance, top, left);
      }
    }
    return new Gaussian(count, mean.clone(), covariance);
  }

  private void fillTile(double[] covariance, int top, int left) {
    for (int i = top; i < Math.min(dimensions, top + Gaussian.TILE); i++) {
      for (int j = Math.max(i, left); j < Math.min(dimensions, left + Gaussian.TILE); j++) {
        double value = scatter.get(i * dimensions + j) / (count - Gaussian.DDOF);
        covariance[i * dimensions + j] = value;
        covariance[j * dimensions + i] = value;
      }
    }
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
        centre[i] += block.get(r * dimensions + i);
      }
    }
    for (int i = 0; i < dimensions; i++) {
      centre[i] /= rows;
    }
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < dimensions; i++) {
        block.put(r * dimensions + i, block.get(r * dimensions + i) - centre[i]);
      }
    }
    Blas.addScatter(block, rows, scatter, dimensions);
    join(rows, centre);
  }

  /**
   * Merges the mean of vectors whose scatter has been added; removes the vectors if their number is
   * negative.
   */
  private void join(long added, double[] centre) {
    long total = count + added;
    if (added == 0) {
      return;
    }
    double weight = (double) count * added / total;
    double[] shift = new double[dimensions];
    Arrays.setAll(shift, i -> centre[i] - mean[i]);
    for (int i = 0; i < dimensions; i++) {
      double scaled = shift[i] * weight;
      for (int j = i; j < dimensions; j++) {
        int place = i * dimensions + j;
        scatter.put(place, scatter.get(place) + scaled * shift[j]);
      }
      mean[i] += shift[i] * added / total;
    }
    count = total;
  }
}
