package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.List;

/**
 * Fully connected layers with a rectifier, relu(a) = max(a, 0), after each: hᵢ = relu(hᵢ₋₁ Wᵢᵀ +
 * bᵢ).
 */
record Layers(List<Linear> layers) {

  /** (B, inputs) → (B, Hₙ), the last layer's output. */
  NDArray forward(NDArray x) {
    NDArray h = x;
    for (Linear layer : layers) {
      h = Activation.relu(layer.forward(h)); // (B, Hᵢ)
    }
    return h;
  }
}
