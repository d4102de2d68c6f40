package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * One pass of a batch through the network, with all that its loss needs.
 *
 * @param x grey values, 0 to 1, (B, P)
 * @param mu μ, (B, Z)
 * @param logVar log σ², (B, Z)
 * @param sigma σ, (B, Z)
 * @param logits the log-odds of each pixel, (B, P)
 */
record ForwardPass(NDArray x, NDArray mu, NDArray logVar, NDArray sigma, NDArray logits) {

  /**
   * Binary cross-entropy, summed over pixels and images: −Σ x log p + (1 − x) log(1 − p) with p =
   * sigmoid(l), which is Σ log(1 + eˡ) − x l.
   */
  NDArray bce() {
    return Activation.softPlus(logits).subi(x.mul(logits)).sum(); // ()
  }

  /**
   * Kullback-Leibler divergence of N(μ, σ²) from N(0, 1), summed over dimensions and images: −½ Σ 1
   * + log σ² − μ² − σ² (Kingma and Welling 2014, appendix B).
   */
  NDArray kl() {
    NDArray terms = logVar.add(1f).subi(mu.square()).subi(sigma.square()); // (B, Z)
    return terms.sum().muli(-0.5f); // ()
  }
}
