package dev.fidelio.fid;

import java.util.Optional;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.matrix.store.RawStore;

/**
 * The squared Fréchet (2-Wasserstein) distance between normal distributions (Dowson and Landau,
 * 1982; as the Fréchet Inception Distance: Heusel and others, 2017):
 *
 * <pre>
 *   d(r, g) = ‖μᵣ − μ_g‖² + Tr(Σᵣ + Σ_g − 2 (Σᵣ Σ_g)^½)
 * </pre>
 *
 * <p>Σᵣ Σ_g is not symmetric, and its eigenvalues cannot be had reliably as they stand. With Σᵣ = F
 * Fᵀ, F = V √Λ from the eigendecomposition of Σᵣ, the symmetric Fᵀ Σ_g F has the same eigenvalues
 * and the trace of the root is the sum of their roots. This holds for singular covariances too (a
 * feature that never fires). F belongs to the reference and is computed once for many distances.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class FrechetDistance {
  /** Rounding may push an eigenvalue of zero this far below it, relative to the largest one. */
  private static final double NEGATIVE = 1e-9;

  private final Gaussian reference;
  private final R064Store factor; // F, (D, D)

  /**
   * Prepares distances to a reference.
   *
   * @throws IllegalArgumentException when its covariance has a negative eigenvalue that rounding
   *     does not explain
   */
  public FrechetDistance(Gaussian reference) {
    this.reference = reference;
    int size = reference.dimensions();
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(size, true);
    eigen.decompose(RawStore.wrap(reference.covariance()));
    double[] roots = roots(eigen, size, "reference covariance");
    factor = R064Store.FACTORY.copy(eigen.getV());
    for (int j = 0; j < size; j++) {
      for (int i = 0; i < size; i++) {
        factor.set(i, j, factor.doubleValue(i, j) * roots[j]);
      }
    }
  }

  /** What distances are measured from. */
  public Gaussian reference() {
    return reference;
  }

  /**
   * The distance of a distribution from the reference: 0 for equal ones, never negative.
   *
   * @throws IllegalArgumentException when it has another number of dimensions, or its covariance a
   *     negative eigenvalue that rounding does not explain
   */
  public double to(Gaussian other) {
    int size = reference.dimensions();
    if (other.dimensions() != size) {
      throw new IllegalArgumentException(
          "cannot compare " + other.dimensions() + " dimensions with " + size);
    }
    MatrixStore<Double> covariance = R064Store.FACTORY.copy(RawStore.wrap(other.covariance()));
    R064Store product =
        R064Store.FACTORY.copy(factor.transpose().multiply(covariance.multiply(factor)));
    symmetrise(product, size);
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(size, true);
    eigen.computeValuesOnly(product);
    double rootTrace = 0;
    for (double root : roots(eigen, size, "product of the covariances")) {
      rootTrace += root;
    }
    double distance = reference.trace() + other.trace() - 2 * rootTrace;
    for (int i = 0; i < size; i++) {
      double difference = reference.mean()[i] - other.mean()[i];
      distance += difference * difference;
    }
    return Math.max(0, distance);
  }

  private static void symmetrise(R064Store matrix, int size) {
    for (int j = 0; j < size; j++) {
      for (int i = 0; i < j; i++) {
        double middle = (matrix.doubleValue(i, j) + matrix.doubleValue(j, i)) / 2;
        matrix.set(i, j, middle);
        matrix.set(j, i, middle);
      }
    }
  }

  private static double[] roots(Eigenvalue<Double> eigen, int size, String what) {
    double[] values = new double[size];
    eigen.getEigenvalues(values, Optional.empty());
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < size; i++) {
      if (!(values[i] >= -NEGATIVE * largest)) {
        throw new IllegalArgumentException(
            what + " has the eigenvalue " + values[i] + ", the largest being " + largest);
      }
      values[i] = Math.sqrt(Math.max(0, values[i]));
    }
    return values;
  }
}
