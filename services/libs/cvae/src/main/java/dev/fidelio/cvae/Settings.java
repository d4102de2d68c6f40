package dev.fidelio.cvae;

/**
 * How a network is trained. The number of epochs is not here: it is the caller who goes on or
 * stops, and it changes nothing of what an epoch does.
 *
 * @param batchSize images in a step, at least 1; the last step of an epoch takes what is left
 * @param learningRate Adam's step size, positive and finite
 * @param beta weight of the Kullback-Leibler divergence in the loss, not negative
 * @param seed from which every random number follows
 */
public record Settings(int batchSize, double learningRate, double beta, long seed) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of its range
   */
  public Settings {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, not " + batchSize);
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException("learningRate must be positive, not " + learningRate);
    }
    if (!(beta >= 0 && Double.isFinite(beta))) {
      throw new IllegalArgumentException("beta must not be negative, not " + beta);
    }
  }
}
