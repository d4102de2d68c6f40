package dev.fidelio.cvae;

/**
 * The loss of a set of images in nats: its mean over the images.
 *
 * @param total bce + beta · kl, what training makes small once the weight of kl has its full size
 * @param bce binary cross-entropy between an image and its reconstruction, summed over the pixels
 * @param kl Kullback-Leibler divergence of the latent distribution from the standard normal one
 */
public record Loss(double total, double bce, double kl) {

  /** The mean from the sums over a number of images. */
  static Loss mean(double bce, double kl, long images, double beta) {
    return new Loss((bce + beta * kl) / images, bce / images, kl / images);
  }
}
