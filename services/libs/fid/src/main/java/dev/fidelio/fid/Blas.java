package dev.fidelio.fid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas;

/**
 * The products and decompositions of dense float64 matrices that this package needs, computed by
 * OpenBLAS.
 *
 * <p>Matrices are stored row by row. BLAS is called as if they were stored column by column, and so
 * sees the transpose of each: a symmetric matrix stays the same, and its lower half becomes the
 * upper one. Large matrices are in direct buffers, on which BLAS works in place; Java arrays are
 * copied there and back with each call.
 */
final class Blas {
  private static final int COLUMNS = openblas.CblasColMajor;
  private static final int PLAIN = openblas.CblasNoTrans;
  private static final int TRANSPOSED = openblas.CblasTrans;

  /** BLAS' lower half is the upper one here. */
  private static final byte LOWER = 'L';

  /** Selects which product dsygst computes. */
  private static final int CONGRUENT = 2;

  private Blas() {}

  /**
   * Runs the work with OpenBLAS on the calling thread only. OpenBLAS' threads spin while they wait
   * for each other; if other processes compete for the cores, a small product then takes many times
   * as long.
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

  /** A matrix of zeros. */
  static DoubleBuffer zeros(int values) {
    return ByteBuffer.allocateDirect(values * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  /** A copy of the values. */
  static DoubleBuffer copy(double[] values) {
    return zeros(values.length).put(values).rewind();
  }

  /** Adds XᵀX of the first {@code rows} rows of X (N, D) to the upper half of S (D, D). */
  static void addScatter(DoubleBuffer x, int rows, DoubleBuffer s, int d) {
    openblas.cblas_dsyrk(COLUMNS, openblas.CblasLower, PLAIN, d, rows, 1, x, d, 1, s, d);
  }

  /** Writes X Yᵀ (N, M), the products of rows of X (N, D) with rows of Y (M, D), to P. */
  static void products(double[] x, int n, double[] y, int m, int d, double[] p) {
    openblas.cblas_dgemm(COLUMNS, TRANSPOSED, PLAIN, m, n, d, 1, y, d, x, d, 0, p, m);
  }

  /**
   * Puts U, upper triangular with A = Uᵀ U, in place of the upper half of a symmetric A (Cholesky).
   *
   * @return whether there is one: A is positive definite; if not, A is overwritten
   */
  static boolean factorise(DoubleBuffer a, int d) {
    return openblas.LAPACKE_dpotrf(COLUMNS, LOWER, d, a, d) == 0;
  }

  /** Puts U, upper triangular with Aᵀ A = Uᵀ U, in place of the upper half of A (QR). */
  static void triangularise(DoubleBuffer a, int d) {
    int failure = openblas.LAPACKE_dgelqf(COLUMNS, d, d, a, d, DoubleBuffer.allocate(d));
    if (failure != 0) {
      throw new IllegalArgumentException("no factor can be computed: dgelqf returned " + failure);
    }
  }

  /** Sets A to zero below the diagonal, where LAPACK leaves intermediate values. */
  static void clearLower(DoubleBuffer a, int d) {
    double[] zeros = new double[d];
    for (int i = 1; i < d; i++) {
      a.put(i * d, zeros, 0, i);
    }
  }

  /** U Vᵀ, both upper triangular with zeros below. */
  static DoubleBuffer triangularProduct(DoubleBuffer u, DoubleBuffer v, int d) {
    DoubleBuffer product = zeros(d * d).put(0, u, 0, d * d);
    openblas.cblas_dtrmm(
        COLUMNS,
        openblas.CblasLeft,
        openblas.CblasLower,
        TRANSPOSED,
        openblas.CblasNonUnit,
        d,
        d,
        1,
        v,
        d,
        product,
        d);
    return product;
  }

  /** The singular values of A; A is overwritten. */
  static double[] singularValues(DoubleBuffer a, int d) {
    double[] values = new double[d];
    int failure =
        openblas.LAPACKE_dgesdd(
            COLUMNS, (byte) 'N', d, d, a, d, DoubleBuffer.wrap(values), null, 1, null, 1);
    if (failure != 0) {
      throw new IllegalArgumentException(
          "no singular values can be found: dgesdd returned " + failure);
    }
    return values;
  }

  /**
   * Puts the upper half of U A Uᵀ in place of that of a symmetric A; U upper triangular, its lower
   * half is ignored.
   */
  static void congruent(DoubleBuffer u, DoubleBuffer a, int d) {
    int failure = openblas.LAPACKE_dsygst(COLUMNS, CONGRUENT, LOWER, d, a, d, u, d);
    if (failure != 0) {
      throw new IllegalArgumentException("no product can be computed: dsygst returned " + failure);
    }
  }

  /** The eigenvalues of a symmetric A by its upper half, ascending; A is overwritten. */
  static double[] eigenvalues(DoubleBuffer a, int d) {
    return decompose(a, d, (byte) 'N');
  }

  /**
   * The eigenvalues of a symmetric A by its upper half, ascending; A becomes their eigenvectors,
   * one in each row.
   */
  static double[] eigenvectors(DoubleBuffer a, int d) {
    return decompose(a, d, (byte) 'V');
  }

  private static double[] decompose(DoubleBuffer a, int d, byte wanted) {
    double[] values = new double[d];
    int failure =
        openblas.LAPACKE_dsyevd(COLUMNS, wanted, LOWER, d, a, d, DoubleBuffer.wrap(values));
    if (failure != 0) {
      throw new IllegalArgumentException("no eigenvalues can be found: dsyevd returned " + failure);
    }
    return values;
  }
}
