package dev.fidelio.evaluator.training;

import dev.fidelio.datasets.Split;
import java.util.Random;

/** Draws training batches: images in the order given, each moved a little. */
final class Shifts {
  private Shifts() {}

  /**
   * The images at some places, each moved by up to {@code reach} pixels either way, black behind.
   *
   * @return pixels 0 to 255, shape (to − from, height, width)
   */
  static float[] batch(Split split, int[] order, int from, int to, int reach, Random random) {
    int height = split.height();
    int width = split.width();
    float[] pixels = new float[(to - from) * height * width];
    for (int n = from; n < to; n++) {
      int down = random.nextInt(2 * reach + 1) - reach;
      int right = random.nextInt(2 * reach + 1) - reach;
      for (int y = Math.max(0, down); y < Math.min(height, height + down); y++) {
        int source = (order[n] * height + y - down) * width - right;
        int target = ((n - from) * height + y) * width;
        for (int x = Math.max(0, right); x < Math.min(width, width + right); x++) {
          pixels[target + x] = split.images()[source + x] & 0xff;
        }
      }
    }
    return pixels;
  }
}
