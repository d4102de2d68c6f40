package dev.fidelio.sampler;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Many small grey images as one picture. */
final class Grid {

  /** Pixels between two images. */
  private static final int GAP = 2;

  /**
   * Every pixel is drawn this many times across and down, since 28 pixels are small on a screen.
   */
  private static final int SCALE = 2;

  private Grid() {}

  /**
   * A PNG of images in rows, white on black.
   *
   * @param images grey values, image after image
   */
  static byte[] png(byte[] images, int height, int width, int columns) {
    int count = images.length / (height * width);
    int rows = (count + columns - 1) / columns;
    int across = columns * (width + GAP) + GAP;
    int down = rows * (height + GAP) + GAP;
    BufferedImage picture =
        new BufferedImage(across * SCALE, down * SCALE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < count; i++) {
      int left = GAP + i % columns * (width + GAP);
      int top = GAP + i / columns * (height + GAP);
      for (int pixel = 0; pixel < height * width; pixel++) {
        int x = (left + pixel % width) * SCALE;
        int y = (top + pixel / width) * SCALE;
        int[] block = new int[SCALE * SCALE];
        Arrays.fill(block, Byte.toUnsignedInt(images[i * height * width + pixel]));
        picture.getRaster().setSamples(x, y, SCALE, SCALE, 0, block);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
