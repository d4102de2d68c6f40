package dev.fidelio.evaluator;

import java.util.Optional;

/**
 * Turns images into the feature vectors whose distributions FID compares. The name, digest and
 * profile are part of every score: scores that differ in one of them cannot be compared.
 *
 * <p>The features of an image depend only on that image, not on the number or the order of the
 * images in the call. Calls from several threads are allowed.
 */
public interface Extractor extends AutoCloseable {

  /** The name in requests, such as {@code inception-mnist}. */
  String name();

  /** SHA-256 of the weights, 64 lower-case hexadecimal digits. */
  String digest();

  /**
   * The name of the preprocessing from pixels to the network's input, such as {@code
   * fidelio-mnist}.
   */
  String profile();

  /** The digest of the only data set that it was trained for; empty if it suits any images. */
  default Optional<String> dataset() {
    return Optional.empty();
  }

  /** The number of images that a call should have: about half a second's work. */
  default int slice() {
    return 1024;
  }

  /** The number of features of an image, D. */
  int dimensions();

  /**
   * The fewest images to score unless fewer are allowed: with fewer than D + 1 the covariance is
   * always singular.
   */
  default int minimum() {
    return dimensions() + 1;
  }

  /**
   * Extracts features.
   *
   * @return shape (N, D)
   * @throws IllegalArgumentException if the network does not accept images of this size
   */
  float[][] features(GreyImages images);

  @Override
  void close();
}
