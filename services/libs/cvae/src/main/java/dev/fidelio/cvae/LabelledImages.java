package dev.fidelio.cvae;

import java.util.stream.IntStream;

/**
 * Images with their labels, as the bytes they come as; a quarter of the memory of floats.
 *
 * @param pixels n × pixelsPerImage grey values, 0 (black) to 255 (white), image after image
 * @param labels n labels, 0 to 127
 * @param pixelsPerImage pixels of one image
 */
public record LabelledImages(byte[] pixels, byte[] labels, int pixelsPerImage) {

  /**
   * Checks that the sizes agree.
   *
   * @throws IllegalArgumentException if there is no image, or not as many images as labels
   */
  public LabelledImages {
    if (labels.length == 0) {
      throw new IllegalArgumentException("there must be at least one image");
    }
    if (pixels.length != (long) labels.length * pixelsPerImage) {
      throw new IllegalArgumentException(
          "%d labels ask for %d × %d pixels, not %d"
              .formatted(labels.length, labels.length, pixelsPerImage, pixels.length));
    }
  }

  /** How many images there are. */
  public int count() {
    return labels.length;
  }

  /** The images' numbers, in the order in which they are stored. */
  int[] inOrder() {
    return IntStream.range(0, count()).toArray();
  }

  /** Checks that a network of this architecture can take these images. */
  void requireFit(Architecture architecture) {
    if (pixelsPerImage != architecture.pixels()) {
      throw new IllegalArgumentException(
          "the network takes images of %d pixels, not %d"
              .formatted(architecture.pixels(), pixelsPerImage));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= architecture.classes()) {
        throw new IllegalArgumentException(
            "label %d of image %d is not one of the network's %d classes"
                .formatted(labels[i], i, architecture.classes()));
      }
    }
  }
}
