package dev.fidelio.contracts;

import java.util.List;

/**
 * What a training is told. The ranges stand in {@link RequestReader}.
 *
 * @param batchSize images a step
 * @param learningRate Adam's step size
 * @param epochs passes over the training images
 * @param latentSize dimensions of the latent space
 * @param hiddenSizes units of the encoder's hidden layers; the decoder has them in reverse
 * @param beta weight of the KL divergence
 * @param seed from which every random number of the experiment follows
 */
public record Hyperparameters(
    int batchSize,
    double learningRate,
    int epochs,
    int latentSize,
    List<Integer> hiddenSizes,
    double beta,
    long seed) {

  public Hyperparameters {
    hiddenSizes = hiddenSizes == null ? List.of() : List.copyOf(hiddenSizes);
  }
}
