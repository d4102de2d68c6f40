package dev.fidelio.fid;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The squared Fréchet (2-Wasserstein) distance between normal distributions (Dowson and Landau,
 * 1982; as the Fréchet Inception Distance: Heusel and others, 2017):
 *
 * <pre>
 *   d(r, g) = ‖μᵣ − μ_g‖² + Tr(Σᵣ + Σ_g − 2 (Σᵣ Σ_g)^½)
 * </pre>
 *
 * <p>Σᵣ Σ_g is not symmetric, and its eigenvalues cannot be computed reliably. With Σᵣ = Uᵀ U the
 * symmetric U Σ_g Uᵀ has the same eigenvalues and the trace of the root is the sum of their roots.
 * If small eigenvalues matter beside large ones, rounding errors dominate that sum; with Σ_g = Vᵀ V
 * the trace is also the sum of the singular values of U Vᵀ, which takes longer but squares nothing.
 * U and V are Cholesky factors; for a singular covariance (a feature that never fires, fewer
 * samples than features) they are the triangular factor of √Λ Wᵀ from the eigendecomposition. U is
 * computed once for many distances.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class FrechetDistance {
  /** Rounding may push an eigenvalue of zero this far below it, relative to the largest one. */
  private static final double NEGATIVE = 1e-9;

  /** The largest acceptable rounding error of a distance, relative to the distance. */
  private static final double ROUNDING = 1e-9;

  private final Gaussian reference;
  private final DoubleBuffer factor; // U

  /**
   * Prepares distances to a reference.
   *
   * @throws IllegalArgumentException when its covariance has a negative eigenvalue that rounding
   *     does not explain
   */
  public FrechetDistance(Gaussian reference) {
    this.reference = reference;
    factor = factor(reference);
  }

  /** The reference. */
  public Gaussian reference() {
    return reference;
  }

  /**
   * The distance of a distribution from the reference: 0 for equal ones, never negative.
   *
   * @throws IllegalArgumentException when it has another number of dimensions, or its covariance a
   *     negative eigenvalue that rounding does not explain: the root would be imaginary
   */
  public double to(Gaussian other) {
    int size = reference.dimensions();
    if (other.dimensions() != size) {
      throw new IllegalArgumentException(
          "cannot compare " + other.dimensions() + " dimensions with " + size);
    }
    double sum = reference.trace() + other.trace();
    for (int i = 0; i < size; i++) {
      double difference = reference.mean()[i] - other.mean()[i];
      sum += difference * difference;
    }
    DoubleBuffer product = Blas.copy(other.covariance());
    Blas.congruent(factor, product, size);
    double[] squares = Blas.eigenvalues(product, size);
    double roots =
        IntStream.range(0, size)
            .mapToDouble(k -> root(squares, k, "product of the covariances"))
            .sum();
    if (2 * rounding(squares) > ROUNDING * (sum - 2 * roots)) {
      DoubleBuffer root = Blas.triangularProduct(factor, factor(other), size);
      roots = Arrays.stream(Blas.singularValues(root, size)).sum();
    }
    return Math.max(0, sum - 2 * roots);
  }

  /**
   * The maximum error of the sum of the roots: each eigenvalue is accurate to an epsilon of the
   * largest.
   */
  private static double rounding(double[] values) {
    double error = Math.ulp(1.0) * values[values.length - 1];
    return Arrays.stream(values).map(v -> error / (2 * Math.sqrt(Math.max(v, error)))).sum();
  }

  /** U, its lower half zero, with Σ = Uᵀ U. */
  private static DoubleBuffer factor(Gaussian gaussian) {
    int size = gaussian.dimensions();
    DoubleBuffer upper = Blas.copy(gaussian.covariance());
    if (!Blas.factorise(upper, size)) {
      upper = Blas.copy(gaussian.covariance());
      factoriseSingular(upper, size);
    }
    Blas.clearLower(upper, size);
    return upper;
  }

  /** Puts the triangular factor of √Λ Wᵀ in place of the upper half of a singular Σ = W Λ Wᵀ. */
  private static void factoriseSingular(DoubleBuffer matrix, int size) {
    double[] values = Blas.eigenvectors(matrix, size);
    for (int k = 0; k < size; k++) {
      double root = root(values, k, "covariance");
      for (int i = k * size; i < (k + 1) * size; i++) {
        matrix.put(i, matrix.get(i) * root);
      }
    }
    Blas.triangularise(matrix, size);
  }

  /** The root of one of the eigenvalues, which are in ascending order. */
  private static double root(double[] values, int k, String what) {
    double largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
    if (!(values[k] >= -NEGATIVE * largest)) {
      throw new IllegalArgumentException(
          what + " has the eigenvalue " + values[k] + ", the largest being " + largest);
    }
    return Math.sqrt(Math.max(0, values[k]));
  }
}
