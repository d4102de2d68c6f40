package dev.fidelio.fid;

import java.util.Arrays;
import java.util.Random;

/** Distributions for tests. */
final class Gaussians {
  private Gaussians() {}

  /** A distribution with its covariance as rows. */
  static Gaussian gaussian(long count, double[] mean, double[][] covariance) {
    return new Gaussian(
        count, mean, Arrays.stream(covariance).flatMapToDouble(Arrays::stream).toArray());
  }

  /** A row of a covariance. */
  static double[] row(Gaussian gaussian, int i) {
    int size = gaussian.dimensions();
    return Arrays.copyOfRange(gaussian.covariance(), i * size, (i + 1) * size);
  }

  /** A full covariance A Aᵀ with A standard normal, the mean standard normal too. */
  static Gaussian random(int size, Random random) {
    double[][] a = new double[size][size + 2];
    for (double[] row : a) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < size + 2; k++) {
          covariance[i][j] += a[i][k] * a[j][k];
        }
      }
    }
    double[] mean = new double[size];
    Arrays.setAll(mean, i -> random.nextGaussian());
    return gaussian(100, mean, covariance);
  }

  /** H Σ H and H μ with the Householder reflection H = I − 2 n nᵀ / nᵀn, an orthogonal map. */
  static Gaussian mirrored(Gaussian gaussian, double[] normal) {
    int size = gaussian.dimensions();
    double square = Arrays.stream(normal).map(v -> v * v).sum();
    double[][] left = new double[size][];
    for (int i = 0; i < size; i++) {
      left[i] = mirror(row(gaussian, i), normal, square);
    }
    double[][] both = new double[size][];
    for (int j = 0; j < size; j++) {
      int column = j;
      both[j] = mirror(column(left, column), normal, square);
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        both[i][j] = both[j][i];
      }
    }
    return gaussian(gaussian.count(), mirror(gaussian.mean(), normal, square), both);
  }

  /** Σ + noise² I, as if independent noise had been added to each feature. */
  static Gaussian widened(Gaussian gaussian, double noise) {
    double[][] covariance = new double[gaussian.dimensions()][];
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] = row(gaussian, i);
      covariance[i][i] += noise * noise;
    }
    return gaussian(gaussian.count(), gaussian.mean(), covariance);
  }

  /** Mean and covariance times a factor. */
  static Gaussian scaled(Gaussian gaussian, double factor) {
    return new Gaussian(
        gaussian.count(),
        Arrays.stream(gaussian.mean()).map(v -> v * factor).toArray(),
        Arrays.stream(gaussian.covariance()).map(v -> v * factor).toArray());
  }

  /** The features of both, which are independent. */
  static Gaussian beside(Gaussian one, Gaussian other) {
    int left = one.dimensions();
    int size = left + other.dimensions();
    double[] mean = Arrays.copyOf(one.mean(), size);
    System.arraycopy(other.mean(), 0, mean, left, size - left);
    double[][] covariance = new double[size][size];
    for (int i = 0; i < left; i++) {
      System.arraycopy(row(one, i), 0, covariance[i], 0, left);
    }
    for (int i = left; i < size; i++) {
      System.arraycopy(row(other, i - left), 0, covariance[i], left, size - left);
    }
    return gaussian(one.count(), mean, covariance);
  }

  /** An additional independent feature with mean zero. */
  static Gaussian withFeature(Gaussian gaussian, double variance) {
    int size = gaussian.dimensions() + 1;
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size - 1; i++) {
      System.arraycopy(row(gaussian, i), 0, covariance[i], 0, size - 1);
    }
    covariance[size - 1][size - 1] = variance;
    return gaussian(gaussian.count(), Arrays.copyOf(gaussian.mean(), size), covariance);
  }

  private static double[] mirror(double[] vector, double[] normal, double square) {
    double product = 0;
    for (int i = 0; i < vector.length; i++) {
      product += vector[i] * normal[i];
    }
    double factor = 2 * product / square;
    double[] mirrored = new double[vector.length];
    Arrays.setAll(mirrored, i -> vector[i] - factor * normal[i]);
    return mirrored;
  }

  private static double[] column(double[][] matrix, int j) {
    return Arrays.stream(matrix).mapToDouble(row -> row[j]).toArray();
  }
}
