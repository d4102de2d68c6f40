package dev.fidelio.fid;

import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas;

/**
 * The products and decompositions of dense float64 matrices that this package needs, by OpenBLAS.
 *
 * <p>Matrices lie in one array row by row. BLAS is told that they lie column by column, and so sees
 * the transpose of each: a symmetric matrix stays what it is, lower becomes upper.
 */
final class Blas {
  private static final int COLUMNS = openblas.CblasColMajor;
  private static final int PLAIN = openblas.CblasNoTrans;
  private static final int TRANSPOSED = openblas.CblasTrans;
  private static final int UPPER = openblas.CblasUpper;

  private Blas() {}

  /**
   * Lets OpenBLAS take the calling thread alone meanwhile. Its threads spin while they wait for
   * each other: where other processes want the cores, that takes many times as long as a small
   * product.
   */
  static <T> T withOneThread(Supplier<T> work) {
    int threads = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    try {
      return work.get();
    } finally {
      openblas.blas_set_num_threads(threads);
    }
  }

  /** Adds XᵀX of the first {@code rows} rows of X (N, D) to the upper half of S (D, D). */
  static void addScatter(double[] x, int rows, double[] s, int d) {
    openblas.cblas_dsyrk(COLUMNS, openblas.CblasLower, PLAIN, d, rows, 1, x, d, 1, s, d);
  }

  /** Puts X Yᵀ (N, M), the products of rows of X (N, D) with rows of Y (M, D), into P. */
  static void products(double[] x, int n, double[] y, int m, int d, double[] p) {
    openblas.cblas_dgemm(COLUMNS, TRANSPOSED, PLAIN, m, n, d, 1, y, d, x, d, 0, p, m);
  }

  /**
   * Puts L, lower triangular with A = L Lᵀ, in place of the lower half of a symmetric A (Cholesky).
   *
   * @return whether there is one: A is positive definite; if not, A is spoilt
   */
  static boolean factorise(double[] a, int d) {
    return openblas.LAPACKE_dpotrf(COLUMNS, (byte) 'U', d, a, d) == 0;
  }

  /** Puts Lᵀ A L in place of A; L lower triangular, its upper half not looked at. */
  static void congruent(double[] l, double[] a, int d) {
    int diagonal = openblas.CblasNonUnit;
    openblas.cblas_dtrmm(COLUMNS, openblas.CblasLeft, UPPER, PLAIN, diagonal, d, d, 1, l, d, a, d);
    openblas.cblas_dtrmm(
        COLUMNS, openblas.CblasRight, UPPER, TRANSPOSED, diagonal, d, d, 1, l, d, a, d);
  }

  /** The eigenvalues of a symmetric A, ascending; A is spoilt. */
  static double[] eigenvalues(double[] a, int d) {
    return decompose(a, d, (byte) 'N');
  }

  /** The eigenvalues of a symmetric A, ascending; A becomes their eigenvectors, one in each row. */
  static double[] eigenvectors(double[] a, int d) {
    return decompose(a, d, (byte) 'V');
  }

  private static double[] decompose(double[] a, int d, byte wanted) {
    double[] values = new double[d];
    int failure = openblas.LAPACKE_dsyevd(COLUMNS, wanted, (byte) 'L', d, a, d, values);
    if (failure != 0) {
      throw new IllegalArgumentException("no eigenvalues can be found: dsyevd answers " + failure);
    }
    return values;
  }
}
