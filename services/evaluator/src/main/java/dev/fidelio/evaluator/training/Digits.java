package dev.fidelio.evaluator.training;

import dev.fidelio.evaluator.Images;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Labelled images from a pair of IDX files.
 *
 * @param images 28 × 28
 * @param labels 0 to 9, one for each image
 * @param imagesDigest SHA-256 of the file of images
 * @param labelsDigest SHA-256 of the file of labels
 */
record Digits(Images images, byte[] labels, String imagesDigest, String labelsDigest) {
  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;

  /**
   * Reads {@code <split>-images-idx3-ubyte} and {@code <split>-labels-idx1-ubyte}.
   *
   * @throws IOException when a file is missing or is not what its name says
   */
  static Digits read(Path folder, String split) throws IOException {
    Path imagesFile = folder.resolve(split + "-images-idx3-ubyte");
    Path labelsFile = folder.resolve(split + "-labels-idx1-ubyte");
    byte[] images = Files.readAllBytes(imagesFile);
    byte[] labels = Files.readAllBytes(labelsFile);
    ByteBuffer header = ByteBuffer.wrap(images);
    int count = ByteBuffer.wrap(labels).getInt(4);
    if (header.getInt(0) != IMAGES || header.getInt(4) != count) {
      throw new IOException(imagesFile + " does not hold " + count + " images");
    }
    if (ByteBuffer.wrap(labels).getInt(0) != LABELS || labels.length != 8 + count) {
      throw new IOException(labelsFile + " does not hold " + count + " labels");
    }
    byte[] pixels = Arrays.copyOfRange(images, 16, images.length);
    Images read = new Images(header.getInt(8), header.getInt(12), pixels);
    if (read.count() != count) {
      throw new IOException(imagesFile + " is cut: " + read.count() + " of " + count + " images");
    }
    return new Digits(
        read, Arrays.copyOfRange(labels, 8, labels.length), digest(images), digest(labels));
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
