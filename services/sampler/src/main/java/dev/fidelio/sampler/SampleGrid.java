package dev.fidelio.sampler;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Many small grey images as one picture. */
final class SampleGrid {

  /** Pixels between two images. */
  private static final int GAP = 2;

  /**
   * Every pixel is drawn this many times across and down, since 28 pixels are small on a screen.
   */
  private static final int SCALE = 2;

  private SampleGrid() {}

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
    byte[] greys = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < count; i++) {
      int left = GAP + i % columns * (width + GAP);
      int top = GAP + i / columns * (height + GAP);
      for (int pixel = 0; pixel < height * width; pixel++) {
        int x = (left + pixel % width) * SCALE;
        int y = (top + pixel / width) * SCALE;
        for (int line = y; line < y + SCALE; line++) {
          int begin = line * picture.getWidth() + x;
          Arrays.fill(greys, begin, begin + SCALE, images[i * height * width + pixel]);
        }
      }
    }
    return encoded(picture);
  }

  private static byte[] encoded(BufferedImage picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    // Without it the encoder goes through a temporary file.
    try (ImageOutputStream memory = new MemoryCacheImageOutputStream(png)) {
      ImageIO.write(picture, "png", memory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
