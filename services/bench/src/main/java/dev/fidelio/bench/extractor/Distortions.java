package dev.fidelio.bench.extractor;

import dev.fidelio.datasets.Split;
import java.util.Random;

/**
 * Makes training batches: images in the given order, each slightly rotated, scaled, sheared and
 * shifted.
 */
final class Distortions {
  /** Largest rotation, in radians. */
  private static final double TURN = 0.2;

  /** Largest relative change of width and of height. */
  private static final double STRETCH = 0.12;

  /** Largest shear, in columns per row. */
  private static final double SLANT = 0.15;

  private Distortions() {}

  /**
   * A batch of images, each under its own random affine map about its centre; pixels from outside
   * the image are black.
   *
   * @param shift largest shift in pixels, in each direction
   * @return pixels 0 to 255, shape (to − from, height, width)
   */
  static float[] batch(Split split, int[] order, int from, int to, int shift, Random random) {
    int size = split.height() * split.width();
    float[] pixels = new float[(to - from) * size];
    for (int n = from; n < to; n++) {
      double turn = within(TURN, random);
      double slant = within(SLANT, random);
      double across = 1 + within(STRETCH, random);
      double down = 1 + within(STRETCH, random);
      double[] map = {
        Math.cos(turn) / across,
        (slant * Math.cos(turn) - Math.sin(turn)) / down,
        within(shift, random),
        Math.sin(turn) / across,
        (slant * Math.sin(turn) + Math.cos(turn)) / down,
        within(shift, random)
      };
      draw(split, order[n], map, pixels, (n - from) * size);
    }
    return pixels;
  }

  /** x = m₀ x' + m₁ y' + m₂, y = m₃ x' + m₄ y' + m₅ from the centre; bilinear between pixels. */
  private static void draw(Split split, int image, double[] map, float[] target, int start) {
    int height = split.height();
    int width = split.width();
    double middleX = (width - 1) / 2.0;
    double middleY = (height - 1) / 2.0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sourceX = map[0] * (x - middleX) + map[1] * (y - middleY) + map[2] + middleX;
        double sourceY = map[3] * (x - middleX) + map[4] * (y - middleY) + map[5] + middleY;
        int left = (int) Math.floor(sourceX);
        int top = (int) Math.floor(sourceY);
        double right = sourceX - left;
        double below = sourceY - top;
        double value =
            (1 - below) * (1 - right) * pixel(split, image, top, left)
                + (1 - below) * right * pixel(split, image, top, left + 1)
                + below * (1 - right) * pixel(split, image, top + 1, left)
                + below * right * pixel(split, image, top + 1, left + 1);
        target[start + y * width + x] = (float) value;
      }
    }
  }

  private static int pixel(Split split, int image, int y, int x) {
    boolean inside = x >= 0 && y >= 0 && x < split.width() && y < split.height();
    return inside ? split.images()[(image * split.height() + y) * split.width() + x] & 0xff : 0;
  }

  private static double within(double reach, Random random) {
    return reach * (2 * random.nextDouble() - 1);
  }
}
