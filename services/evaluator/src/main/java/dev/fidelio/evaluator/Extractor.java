package dev.fidelio.evaluator;

import java.util.Optional;

/**
 * Turns images into the feature vectors whose distributions FID compares. The name, digest and
 * profile are part of every score: scores that differ in one of them cannot be compared.
 *
 * <p>The features of an image depend on nothing but the image: not on the others of the call, their
 * order or their number. Calls from several threads are allowed.
 */
public interface Extractor extends AutoCloseable {

  /** As a request names it, such as {@code inception-mnist}. */
  String name();

  /** SHA-256 of the weights, 64 lower-case hexadecimal digits. */
  String digest();

  /** The preprocessing from pixels to the network's input, such as {@code fidelio-mnist}. */
  String profile();

  /** The digest of the only data set that it was trained for; empty if it suits any images. */
  default Optional<String> dataset() {
    return Optional.empty();
  }

  /** How many images a call should have, about half a second's work. */
  default int slice() {
    return 1024;
  }

  /** How many features an image has, D. */
  int dimensions();

  /**
   * The fewest images to score unless fewer are allowed: with fewer than D + 1 the covariance is
   * singular whatever they show.
   */
  default int minimum() {
    return dimensions() + 1;
  }

  /**
   * Extracts features.
   *
   * @return shape (N, D)
   * @throws IllegalArgumentException when the images have a size that the network does not take
   */
  float[][] features(GreyImages images);

  @Override
  void close();
}
