package dev.fidelio.cvae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
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
   * the size, and an image must not depend on how many are asked for with it.
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
   * label alone, whatever else is asked for.
   *
   * @param labels any number of them, each 0 to classes − 1
   * @param seed from which the latent vectors follow
   * @return labels × pixels grey values, 0 (black) to 255 (white), round(255 · p), image after
   *     image
   * @throws IllegalArgumentException if a label is none of the network's classes
   */
  public byte[] images(int[] labels, long seed) {
    requireClasses(labels);
    return Denormals.flushed(() -> draw(labels, seed));
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    manager.close();
  }

  private byte[] draw(int[] labels, long seed) {
    int pixels = architecture.pixels();
    byte[] images = new byte[Math.multiplyExact(labels.length, pixels)];
    for (int start = 0; start < labels.length; start += BATCH) {
      int count = Math.min(BATCH, labels.length - start);
      try (NDManager scope = manager.newSubManager()) {
        NDArray z = latents(seed, start, count, scope); // (BATCH, Z)
        NDArray y = oneHot(Arrays.copyOfRange(labels, start, start + count), scope); // (BATCH, C)
        NDArray grey = network.decode(z, y).muli(255f).round().toType(DataType.UINT8, false);
        System.arraycopy(grey.toByteArray(), 0, images, start * pixels, count * pixels);
      }
    }
    return images;
  }

  private NDArray latents(long seed, int start, int count, NDManager scope) {
    int size = architecture.latentSize();
    float[] z = new float[BATCH * size];
    for (int i = 0; i < count; i++) {
      RandomStream.of(seed, RandomStream.Purpose.SAMPLING, 0, start + i)
          .fillNormal(z, i * size, (i + 1) * size);
    }
    return scope.create(z, new Shape(BATCH, size));
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
