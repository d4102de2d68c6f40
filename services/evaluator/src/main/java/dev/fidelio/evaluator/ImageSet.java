package dev.fidelio.evaluator;

import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.Split;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Images with the label of each.
 *
 * @param images N images
 * @param labels (N), from 0 to 9
 */
public record ImageSet(GreyImages images, byte[] labels) {

  public ImageSet {
    if (images.count() != labels.length) {
      throw new IllegalArgumentException(
          images.count() + " images have " + labels.length + " labels");
    }
    for (int n = 0; n < labels.length; n++) {
      if (Byte.toUnsignedInt(labels[n]) >= Dataset.CLASSES) {
        throw new IllegalArgumentException(
            "label %d is %d (allowed: 0 to %d)"
                .formatted(n, Byte.toUnsignedInt(labels[n]), Dataset.CLASSES - 1));
      }
    }
  }

  public static ImageSet of(Split split) {
    return new ImageSet(
        new GreyImages(split.height(), split.width(), split.images()), split.labels());
  }

  int count() {
    return labels.length;
  }

  /** The number of images that equal an earlier one, pixel by pixel. */
  int copies() {
    int size = images.height() * images.width();
    Set<ByteBuffer> seen = new HashSet<>();
    for (int n = 0; n < count(); n++) {
      seen.add(ByteBuffer.wrap(images.pixels(), n * size, size).slice());
    }
    return count() - seen.size();
  }

  /**
   * The first images of each label, as many as {@code wanted} holds of it, or all if there are
   * fewer.
   */
  ImageSet like(byte[] wanted) {
    int[] missing = new int[Dataset.CLASSES];
    for (byte label : wanted) {
      missing[label]++;
    }
    int size = images.height() * images.width();
    byte[] pixels = new byte[Math.min(wanted.length, count()) * size];
    byte[] taken = new byte[pixels.length / size];
    int there = 0;
    for (int n = 0; n < count() && there < taken.length; n++) {
      if (missing[labels[n]]-- > 0) {
        System.arraycopy(images.pixels(), n * size, pixels, there * size, size);
        taken[there++] = labels[n];
      }
    }
    GreyImages some =
        new GreyImages(images.height(), images.width(), Arrays.copyOf(pixels, there * size));
    return new ImageSet(some, Arrays.copyOf(taken, there));
  }

  /** Images of the same size and labels with random pixels from 0 to 255. */
  ImageSet noise() {
    byte[] pixels = new byte[images.pixels().length];
    new Random(0).nextBytes(pixels);
    return new ImageSet(new GreyImages(images.height(), images.width(), pixels), labels);
  }
}
