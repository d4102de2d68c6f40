package dev.fidelio.evaluator;

import java.util.Arrays;

/**
 * Grey images of one size, as they lie in a file.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param pixels shape (N, height, width) in that order, 0 to 255 as unsigned bytes; not copied
 * @throws IllegalArgumentException from the constructor, when the pixels are no whole number of
 *     images
 */
public record GreyImages(int height, int width, byte[] pixels) {

  /** Checks the size. */
  public GreyImages {
    if (height < 1 || width < 1 || pixels.length % (height * width) != 0) {
      throw new IllegalArgumentException(
          pixels.length + " pixels are no whole number of " + height + " x " + width + " images");
    }
  }

  /** How many images, N. */
  public int count() {
    return pixels.length / (height * width);
  }

  /** Copies the images from {@code from} to {@code to}, exclusive, at most up to the last. */
  public GreyImages range(int from, int to) {
    int size = height * width;
    return new GreyImages(
        height, width, Arrays.copyOfRange(pixels, from * size, Math.min(to, count()) * size));
  }
}
