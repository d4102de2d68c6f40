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
 */
final class Cvae {

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

  /**
   * From images through latent vectors to reconstructions.
   *
   * @param x grey values, 0 to 1, (B, P)
   * @param y labels, one-hot, (B, C)
   * @param epsilon ε, (B, Z)
   */
  Pass forward(NDArray x, NDArray y, NDArray epsilon) {
    List<NDArray> h = encoder.forward(x.concat(y, 1)); // (B, P + C), (B, H) …
    NDArray mean = mu.forward(last(h)); // (B, Z)
    NDArray logVariance = logVar.forward(last(h)); // (B, Z)
    NDArray sigma = logVariance.mul(0.5f).exp(); // (B, Z)
    NDArray z = mean.add(sigma.mul(epsilon)); // (B, Z)
    List<NDArray> g = decoder.forward(z.concat(y, 1)); // (B, Z + C), (B, H) …
    NDArray logits = pixels.forward(last(g)); // (B, P)
    return new Pass(x, epsilon, h, mean, logVariance, sigma, g, logits);
  }

  /**
   * The images that latent vectors stand for.
   *
   * @param z latent vectors, (B, Z)
   * @param y labels, one-hot, (B, C)
   * @return the pixels' expected grey values, 0 to 1, (B, P)
   */
  NDArray decode(NDArray z, NDArray y) {
    return Activation.sigmoid(pixels.forward(last(decoder.forward(z.concat(y, 1))))); // (B, P)
  }

  /** The gradients of (BCE + β KL) / B by every parameter, where B is the number of images. */
  Gradients backward(Pass pass, double beta) {
    Gradients gradients = new Gradients();
    float images = pass.x().getShape().get(0);

    NDArray dLogits = Activation.sigmoid(pass.logits()).subi(pass.x()).divi(images); // (B, P)
    pixels.gradients(last(pass.g()), dLogits, gradients);
    NDArray dG = decoder.backward(pass.g(), pixels.backward(dLogits), gradients); // (B, H)
    NDArray dz = decoder.input(dG).get(":, :" + pass.mu().getShape().get(1)); // (B, Z)

    // KL's own gradients are μ by μ and (σ² − 1) / 2 by log σ².
    float weight = (float) (beta / images);
    NDArray dMu = dz.add(pass.mu().mul(weight)); // (B, Z)
    NDArray variance = pass.sigma().square(); // (B, Z)
    NDArray dLogVar =
        dz.mul(pass.sigma())
            .muli(pass.epsilon())
            .addi(variance.subi(1f).muli(weight))
            .muli(0.5f); // (B, Z)

    mu.gradients(last(pass.h()), dMu, gradients);
    logVar.gradients(last(pass.h()), dLogVar, gradients);
    NDArray dh = mu.backward(dMu).addi(logVar.backward(dLogVar)); // (B, H)
    encoder.backward(pass.h(), dh, gradients);
    return gradients;
  }

  private static Layers layers(String name, int depth, Map<String, NDArray> parameters) {
    List<Linear> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.add(layer(name + i, parameters));
    }
    return new Layers(layers);
  }

  private static Linear layer(String name, Map<String, NDArray> parameters) {
    return new Linear(name, parameters.get(name + ".weight"), parameters.get(name + ".bias"));
  }

  private static NDArray last(List<NDArray> activations) {
    return activations.get(activations.size() - 1);
  }
}
