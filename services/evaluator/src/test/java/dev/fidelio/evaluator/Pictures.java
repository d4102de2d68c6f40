package dev.fidelio.evaluator;

import java.util.Random;

/** Images for tests. */
final class Pictures {
  private static final int SIZE = 28;

  private Pictures() {}

  /** Every pixel drawn from 0 to 255. */
  static Images noise(int count, long seed) {
    byte[] pixels = new byte[count * SIZE * SIZE];
    new Random(seed).nextBytes(pixels);
    return new Images(SIZE, SIZE, pixels);
  }

  /** Normal noise of this deviation added to each pixel, cut off at black and white. */
  static Images noised(Images images, double deviation, long seed) {
    Random random = new Random(seed);
    byte[] pixels = images.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      double value = Byte.toUnsignedInt(pixels[i]) + deviation * random.nextGaussian();
      pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, value)));
    }
    return new Images(images.height(), images.width(), pixels);
  }
}
