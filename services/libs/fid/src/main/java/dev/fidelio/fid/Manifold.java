package dev.fidelio.fid;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The region that vectors occupy (Kynkäänniemi and others, 2019): a ball around each vector that
 * extends to its {@value #NEIGHBOURS}rd nearest neighbour. The share of samples within the region
 * of the references is their precision, the share of references within that of the samples the
 * recall.
 */
public final class Manifold {
  /** The rank of the neighbour that a ball extends to, k. */
  public static final int NEIGHBOURS = 3;

  /** The number of vectors in one product. */
  private static final int BLOCK = 512;

  /** The maximum number of distances in memory, unless one vector has more. */
  private static final int DISTANCES = 1 << 22;

  /** The tolerance for rounding at the boundary of a ball, relative to the squared norms. */
  private static final double ROUNDING = 1e-12;

  private final Features features;
  private final double[] squares; // ‖x‖², (N)
  private final double[] radii; // squared, (N)

  /**
   * Finds the neighbours of every vector.
   *
   * @throws IllegalArgumentException when there are no more than {@value #NEIGHBOURS} vectors
   */
  public Manifold(Features features) {
    if (features.count() <= NEIGHBOURS) {
      throw new IllegalArgumentException(
          features.count() + " vectors have no " + NEIGHBOURS + " neighbours");
    }
    this.features = features;
    squares = squares(features);
    radii = new double[features.count()];
    // The vector itself, at zero, comes first.
    overDistances(features, (n, distances) -> radii[n] = smallest(distances, NEIGHBOURS + 1));
  }

  /** The share of vectors that lie within the region. */
  public double holds(Features others) {
    boolean[] inside = new boolean[others.count()];
    overDistances(
        others,
        (n, distances) -> {
          for (int i = 0; i < distances.length && !inside[n]; i++) {
            inside[n] = distances[i] <= radii[i] + ROUNDING * squares[i];
          }
        });
    long held = IntStream.range(0, inside.length).filter(n -> inside[n]).count();
    return (double) held / inside.length;
  }

  private interface Visit {
    void see(int n, double[] distances);
  }

  /** Visits each of the other vectors with its squared distances to all vectors of this region. */
  private void overDistances(Features others, Visit visit) {
    int count = features.count();
    double[] otherSquares = squares(others);
    int most = Math.max(1, Math.min(BLOCK, DISTANCES / count));
    for (int from = 0; from < others.count(); from += most) {
      int start = from;
      int rows = Math.min(most, others.count() - from);
      double[] x = others.rows(IntStream.range(from, from + rows).toArray());
      double[][] distances = new double[rows][count];
      for (int left = 0; left < count; left += BLOCK) {
        fill(distances, x, left, Math.min(BLOCK, count - left));
      }
      IntStream.range(0, rows)
          .parallel()
          .forEach(
              r -> {
                for (int i = 0; i < count; i++) {
                  double square = otherSquares[start + r] + squares[i] - 2 * distances[r][i];
                  distances[r][i] = Math.max(0, square);
                }
                visit.see(start + r, distances[r]);
              });
    }
  }

  /** Writes the products of X with some vectors of this region into their columns. */
  private void fill(double[][] target, double[] x, int left, int width) {
    double[] y = features.rows(IntStream.range(left, left + width).toArray());
    double[] products = new double[target.length * width];
    Blas.products(x, target.length, y, width, features.dimensions(), products);
    for (int r = 0; r < target.length; r++) {
      System.arraycopy(products, r * width, target[r], left, width);
    }
  }

  private static double[] squares(Features features) {
    double[] squares = new double[features.count()];
    for (int n = 0; n < squares.length; n++) {
      for (float value : features.vector(n)) {
        squares[n] += (double) value * value;
      }
    }
    return squares;
  }

  /** The {@code rank}th smallest value, from 1. */
  private static double smallest(double[] values, int rank) {
    double[] least = new double[rank];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (double value : values) {
      for (int i = rank - 1; i >= 0 && value < least[i]; i--) {
        if (i < rank - 1) {
          least[i + 1] = least[i];
        }
        least[i] = value;
      }
    }
    return least[rank - 1];
  }
}
