package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * Fully connected layers with a rectifier, relu(a) = max(a, 0), after each: hᵢ = relu(hᵢ₋₁ Wᵢᵀ +
 * bᵢ).
 */
record Layers(List<Linear> layers) {

  /** h₀ = x, then every layer's output: (B, inputs), (B, H₁), …, (B, Hₙ). */
  List<NDArray> forward(NDArray x) {
    List<NDArray> h = new ArrayList<>(List.of(x));
    for (Linear layer : layers) {
      x = Activation.relu(layer.forward(x)); // (B, Hᵢ)
      h.add(x);
    }
    return h;
  }

  /**
   * Adds every layer's gradients, and returns the gradient by the first layer's sum a₁ = x W₁ᵀ +
   * b₁, from which {@link #input} makes the one by x where somebody needs it.
   *
   * @param h what {@link #forward} returned
   * @param dh the gradient by the last output, (B, Hₙ)
   */
  NDArray backward(List<NDArray> h, NDArray dh, Gradients gradients) {
    for (int i = layers.size() - 1; ; i--) {
      NDArray da = dh.mul(h.get(i + 1).sign()); // (B, Hᵢ), for relu'(a) = sign(relu(a))
      layers.get(i).gradients(h.get(i), da, gradients);
      if (i == 0) {
        return da;
      }
      dh = layers.get(i).backward(da); // (B, Hᵢ₋₁)
    }
  }

  /** The gradient by the input x, from the one by the first layer's sum. */
  NDArray input(NDArray da) {
    return layers.get(0).backward(da);
  }
}
