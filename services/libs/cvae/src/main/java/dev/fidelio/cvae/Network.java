package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;

/** What training and sampling need of a network, whatever its layers are. */
interface Network {

  /**
   * From images through latent vectors to reconstructions.
   *
   * @param x grey values, 0 to 1, (B, P)
   * @param y labels, one-hot, (B, C)
   * @param epsilon ε, (B, Z)
   */
  ForwardPass forward(NDArray x, NDArray y, NDArray epsilon);

  /**
   * The images that latent vectors stand for.
   *
   * @param z latent vectors, (B, Z)
   * @param y labels, one-hot, (B, C)
   * @return the pixels' expected grey values, 0 to 1, (B, P)
   */
  NDArray decode(NDArray z, NDArray y);
}
