package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;

/**
 * A fully connected layer, y = x Wᵀ + b.
 *
 * @param weight W, (outputs, inputs)
 * @param bias b, (outputs)
 */
record Linear(NDArray weight, NDArray bias) {

  /** (B, inputs) → (B, outputs). */
  NDArray forward(NDArray x) {
    return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }
}
