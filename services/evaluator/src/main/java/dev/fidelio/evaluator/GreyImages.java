package dev.fidelio.evaluator;

import java.util.Arrays;

/**
 * Grey images of one size, in the layout of a file.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param pixels shape (N, height, width) in that order, 0 to 255 as unsigned bytes; not copied
 * @throws IllegalArgumentException from the constructor, if the pixels are not a whole number of
 *     images
 */
public record GreyImages(int height, int width, byte[] pixels) {

  /** Checks the number of pixels. */
  public GreyImages {
    if (height < 1 || width < 1 || pixels.length % (height * width) != 0) {
      throw new IllegalArgumentException(
          pixels.length
              + " pixels are not a whole number of "
              + height
              + " x "
              + width
              + " images");
    }
  }

  /** The number of images, N. */
  public int count() {
    return pixels.length / (height * width);
  }

  /**
   * Copies the images from {@code from} to {@code to}, exclusive, or to the end if there are fewer.
   */
  public GreyImages range(int from, int to) {
    int size = height * width;
    return new GreyImages(
        height, width, Arrays.copyOfRange(pixels, from * size, Math.min(to, count()) * size));
  }
}
