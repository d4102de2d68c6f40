package dev.fidelio.cvae;

/**
 * An estimate of what a training needs, beside the images as they are read.
 *
 * @param heap bytes of Java's heap: a checkpoint's numbers, and once more as a file
 * @param device bytes where the arithmetic happens: weights, gradients and two moments, the images
 *     with their noise, and what the layers give for a batch
 */
public record MemoryNeed(double heap, double device) {

  private static final int CHECKPOINT_COPIES = 2 * 3;
  private static final int DEVICE_COPIES = 4;
  private static final int ACTIVATION_COPIES = 3;

  /** For a network, a batch size, and a number of images. */
  public static MemoryNeed of(Architecture architecture, int batchSize, int images) {
    double numbers = Float.BYTES * (double) architecture.size();
    double units = 2.0 * architecture.pixels();
    for (int hidden : architecture.hiddenSizes()) {
      units += 2.0 * hidden;
    }
    double image =
        architecture.pixels()
            + (double) Float.BYTES * (architecture.classes() + architecture.latentSize());
    return new MemoryNeed(
        CHECKPOINT_COPIES * numbers,
        DEVICE_COPIES * numbers
            + ACTIVATION_COPIES * Float.BYTES * units * batchSize
            + images * image);
  }
}
