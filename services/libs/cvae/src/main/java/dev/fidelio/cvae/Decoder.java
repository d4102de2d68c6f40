package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;

/**
 * The half of the network that samples: images for labels, from latent vectors drawn from N(0, 1).
 *
 * <p>Used by one thread at a time.
 */
public final class Decoder implements AutoCloseable {

  /**
   * Every batch has this size, the last one filled up with zeros: libtorch chooses its kernels by
   * the size, and an image must not depend on how many are drawn with it.
   */
  private static final int BATCH = 100;

  private final Architecture architecture;
  private final NDManager manager;
  private final Network network;

  /**
   * Loads a checkpoint's weights.
   *
   * @param compute where to sample
   * @param checkpoint the trained network; it is copied
   */
  public Decoder(Compute compute, Checkpoint checkpoint) {
    architecture = checkpoint.architecture();
    manager = compute.open();
    Map<String, NDArray> weights = Parameters.load(architecture, checkpoint::weight, manager);
    network = new Cvae(architecture, weights);
  }

  /** The network's sizes. */
  public Architecture architecture() {
    return architecture;
  }

  /**
   * Draws one image for each label. The i-th image follows from the weights, the seed, i and its
   * label alone, whatever else is drawn.
   *
   * @param labels any number of them, each 0 to classes − 1
   * @param seed from which the latent vectors follow
   * @return labels × pixels grey values, 0 (black) to 255 (white), round(255 · p), image after
   *     image
   * @throws IllegalArgumentException if a label is not one of the network's classes
   */
  public byte[] images(int[] labels, long seed) {
    int pixels = architecture.pixels();
    byte[] images = new byte[Math.multiplyExact(labels.length, pixels)];
    draw(
        labels,
        seed,
        1,
        (start, count, latents, drawn) -> {
          for (int i = 0; i < count * pixels; i++) {
            images[start * pixels + i] = Samples.grey(drawn[i]);
          }
        });
    return images;
  }

  /**
   * Draws one image for each label, and keeps what it was made of.
   *
   * @param labels any number of them, each 0 to classes − 1
   * @param seed from which the latent vectors follow
   * @param temperature the standard deviation of the latent vectors, positive: below 1 for images
   *     nearer to what is typical, above 1 for images further from it
   * @throws IllegalArgumentException if a label is not one of the network's classes
   */
  public Samples sample(int[] labels, long seed, double temperature) {
    int size = architecture.latentSize();
    int pixels = architecture.pixels();
    float[] latents = new float[Math.multiplyExact(labels.length, size)];
    float[] images = new float[Math.multiplyExact(labels.length, pixels)];
    draw(
        labels,
        seed,
        temperature,
        (start, count, z, drawn) -> {
          System.arraycopy(z, 0, latents, start * size, count * size);
          System.arraycopy(drawn, 0, images, start * pixels, count * pixels);
        });
    return new Samples(latents, images);
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    manager.close();
  }

  /** Takes the first {@code count} of a batch, which begins with the image {@code start}. */
  private interface Sink {

    /**
     * @param latents (BATCH, Z)
     * @param images (BATCH, P)
     */
    void take(int start, int count, float[] latents, float[] images);
  }

  private void draw(int[] labels, long seed, double temperature, Sink sink) {
    requireClasses(labels);
    for (int start = 0; start < labels.length; start += BATCH) {
      int[] batch = Arrays.copyOfRange(labels, start, Math.min(start + BATCH, labels.length));
      float[] latents = latents(seed, start, batch.length, temperature);
      float[] images = Denormals.flushed(() -> decode(latents, batch));
      sink.take(start, batch.length, latents, images);
    }
  }

  /** (BATCH, Z), each image's from a generator of its own. */
  private float[] latents(long seed, int start, int count, double temperature) {
    int size = architecture.latentSize();
    float[] latents = new float[BATCH * size];
    for (int i = 0; i < count; i++) {
      RandomStream.of(seed, RandomStream.Purpose.SAMPLING, 0, start + i)
          .fillNormal(latents, i * size, (i + 1) * size);
    }
    for (int i = 0; i < count * size; i++) {
      latents[i] *= (float) temperature;
    }
    return latents;
  }

  private float[] decode(float[] latents, int[] labels) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray z = scope.create(latents, new Shape(BATCH, architecture.latentSize())); // (BATCH, Z)
      return network.decode(z, oneHot(labels, scope)).toFloatArray(); // (BATCH, P)
    }
  }

  private NDArray oneHot(int[] labels, NDManager scope) {
    float[] y = new float[BATCH * architecture.classes()];
    for (int i = 0; i < labels.length; i++) {
      y[i * architecture.classes() + labels[i]] = 1;
    }
    return scope.create(y, new Shape(BATCH, architecture.classes()));
  }

  private void requireClasses(int[] labels) {
    for (int label : labels) {
      if (label < 0 || label >= architecture.classes()) {
        throw new IllegalArgumentException(
            "label %d is not one of the network's classes, 0 to %d"
                .formatted(label, architecture.classes() - 1));
      }
    }
  }
}
