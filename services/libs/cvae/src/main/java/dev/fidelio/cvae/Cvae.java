package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The network: an encoder q(z | x, y) = N(μ, σ²), from which a latent vector is drawn as z = μ + σ
 * ⊙ ε with ε from N(0, 1), and a decoder p(x | z, y), a Bernoulli distribution for each pixel.
 *
 * <p>Kingma and Welling: Auto-Encoding Variational Bayes, 2014; Sohn, Lee and Yan: Learning
 * Structured Output Representation using Deep Conditional Generative Models, 2015.
 *
 * <p>This is the network as it is read and as it evaluates and samples; training takes the same one
 * as a {@link CompiledStep}.
 */
final class Cvae implements Network {

  private final Layers encoder;
  private final Linear mu;
  private final Linear logVar;
  private final Layers decoder;
  private final Linear pixels;

  /** The network over these parameters, by name; it owns none of them. */
  Cvae(Architecture architecture, Map<String, NDArray> parameters) {
    int depth = architecture.hiddenSizes().size();
    encoder = layers("encoder.", depth, parameters); // (B, P + C) → (B, H)
    mu = layer("mu", parameters); // (B, H) → (B, Z)
    logVar = layer("logvar", parameters); // (B, H) → (B, Z)
    decoder = layers("decoder.", depth, parameters); // (B, Z + C) → (B, H)
    pixels = layer("decoder." + depth, parameters); // (B, H) → (B, P)
  }

  @Override
  public ForwardPass forward(NDArray x, NDArray y, NDArray epsilon) {
    NDArray h = encoder.forward(x.concat(y, 1)); // (B, P + C) → (B, H)
    NDArray mean = mu.forward(h); // (B, Z)
    NDArray logVariance = logVar.forward(h); // (B, Z)
    NDArray sigma = logVariance.mul(0.5f).exp(); // (B, Z)
    NDArray z = mean.add(sigma.mul(epsilon)); // (B, Z)
    NDArray g = decoder.forward(z.concat(y, 1)); // (B, Z + C) → (B, H)
    return new ForwardPass(x, mean, logVariance, sigma, pixels.forward(g)); // logits (B, P)
  }

  @Override
  public NDArray decode(NDArray z, NDArray y) {
    return Activation.sigmoid(pixels.forward(decoder.forward(z.concat(y, 1)))); // (B, P)
  }

  private static Layers layers(String name, int depth, Map<String, NDArray> parameters) {
    List<Linear> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.add(layer(name + i, parameters));
    }
    return new Layers(layers);
  }

  private static Linear layer(String name, Map<String, NDArray> parameters) {
    return new Linear(parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }
}
