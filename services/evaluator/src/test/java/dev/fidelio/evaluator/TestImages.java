package dev.fidelio.evaluator;

import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.Split;
import java.util.Random;

/** Images for tests. */
final class TestImages {
  private static final int SIZE = 28;

  private TestImages() {}

  /** Random pixels from 0 to 255. */
  static GreyImages noise(int count, long seed) {
    byte[] pixels = new byte[count * SIZE * SIZE];
    new Random(seed).nextBytes(pixels);
    return new GreyImages(SIZE, SIZE, pixels);
  }

  /** Labels 0 to 9 in turn. */
  static ImageSet labelled(GreyImages images) {
    byte[] labels = new byte[images.count()];
    for (int n = 0; n < labels.length; n++) {
      labels[n] = (byte) (n % Dataset.CLASSES);
    }
    return new ImageSet(images, labels);
  }

  /** Noise as a data set with equally many training and test images. */
  static Dataset dataset(int count, String digest) {
    return new Dataset(digest, split(noise(count, 101)), split(noise(count, 102)));
  }

  private static Split split(GreyImages images) {
    return new Split(images.count(), SIZE, SIZE, images.pixels(), labelled(images).labels());
  }

  /** Adds normal noise of this deviation to each pixel, clipped at black and white. */
  static GreyImages noised(GreyImages images, double deviation, long seed) {
    Random random = new Random(seed);
    byte[] pixels = images.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      double value = Byte.toUnsignedInt(pixels[i]) + deviation * random.nextGaussian();
      pixels[i] = (byte) Math.round(Math.max(0, Math.min(255, value)));
    }
    return new GreyImages(images.height(), images.width(), pixels);
  }
}
