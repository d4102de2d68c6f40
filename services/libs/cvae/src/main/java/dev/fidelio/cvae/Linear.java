package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;

/**
 * A fully connected layer, y = x Wᵀ + b.
 *
 * @param name the layer's name, from which its parameters' names are made
 * @param weight W, (outputs, inputs)
 * @param bias b, (outputs)
 */
record Linear(String name, NDArray weight, NDArray bias) {

  /** (B, inputs) → (B, outputs). */
  NDArray forward(NDArray x) {
    return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }

  /** The loss's gradient by the layer's input, (B, outputs) → (B, inputs): dx = dy W. */
  NDArray backward(NDArray dy) {
    return dy.matMul(weight);
  }

  /** Adds the loss's gradients by W and b, from the input x and the gradient by the output dy. */
  void gradients(NDArray x, NDArray dy, Gradients gradients) {
    gradients.put(name + ".weight", dy.transpose().matMul(x)); // (outputs, inputs)
    gradients.put(name + ".bias", dy.sum(new int[] {0})); // (outputs)
  }
}
