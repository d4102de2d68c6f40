package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;

/** What training and sampling need of a network, independent of its layers. */
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
   * Decodes latent vectors into images.
   *
   * @param z latent vectors, (B, Z)
   * @param y labels, one-hot, (B, C)
   * @return the pixels' expected grey values, 0 to 1, (B, P)
   */
  NDArray decode(NDArray z, NDArray y);
}
