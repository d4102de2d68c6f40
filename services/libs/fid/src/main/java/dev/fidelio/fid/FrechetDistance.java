package dev.fidelio.fid;

/**
 * The squared Fréchet (2-Wasserstein) distance between normal distributions (Dowson and Landau,
 * 1982; as the Fréchet Inception Distance: Heusel and others, 2017):
 *
 * <pre>
 *   d(r, g) = ‖μᵣ − μ_g‖² + Tr(Σᵣ + Σ_g − 2 (Σᵣ Σ_g)^½)
 * </pre>
 *
 * <p>Σᵣ Σ_g is not symmetric, and its eigenvalues cannot be had reliably as they stand. With Σᵣ = F
 * Fᵀ the symmetric Fᵀ Σ_g F has the same eigenvalues and the trace of the root is the sum of their
 * roots. F is the Cholesky factor; where Σᵣ is singular (a feature that never fires, fewer samples
 * than features) it is V √Λ from the eigendecomposition. F belongs to the reference and is computed
 * once for many distances.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class FrechetDistance {
  /** Rounding may push an eigenvalue of zero this far below it, relative to the largest one. */
  private static final double NEGATIVE = 1e-9;

  private final Gaussian reference;
  private final double[] factor; // Fᵀ
  private final boolean triangular; // the lower half of Fᵀ is not looked at

  /**
   * Prepares distances to a reference.
   *
   * @throws IllegalArgumentException when its covariance has a negative eigenvalue that rounding
   *     does not explain
   */
  public FrechetDistance(Gaussian reference) {
    this.reference = reference;
    int size = reference.dimensions();
    double[] upper = reference.covariance().clone();
    triangular = Blas.factorise(upper, size);
    factor = triangular ? upper : roots(reference.covariance().clone(), size);
  }

  /** Fᵀ = √Λ Vᵀ of a symmetric matrix, in its place. */
  private static double[] roots(double[] matrix, int size) {
    double[] values = Blas.eigenvectors(matrix, size);
    for (int k = 0; k < size; k++) {
      double root = root(values, k, "reference covariance");
      for (int i = 0; i < size; i++) {
        matrix[k * size + i] *= root;
      }
    }
    return matrix;
  }

  /** What distances are measured from. */
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
    double[] values = Blas.eigenvalues(product(other.covariance()), size);
    double distance = reference.trace() + other.trace();
    for (int i = 0; i < size; i++) {
      double difference = reference.mean()[i] - other.mean()[i];
      distance += difference * difference;
      distance -= 2 * root(values, i, "product of the covariances");
    }
    return Math.max(0, distance);
  }

  /** Fᵀ Σ F, its upper half at least. */
  private double[] product(double[] covariance) {
    int size = reference.dimensions();
    double[] product = covariance.clone();
    if (triangular) {
      Blas.congruent(factor, product, size);
      return product;
    }
    double[] half = new double[product.length];
    Blas.products(factor, size, covariance, size, size, half);
    Blas.products(half, size, factor, size, size, product);
    return product;
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
