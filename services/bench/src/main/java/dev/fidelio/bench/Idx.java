package dev.fidelio.bench;

import dev.fidelio.cvae.LabelledImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** MNIST's file format: 2051 or 2049, the sizes (each 4 bytes, big endian), then bytes. */
public final class Idx {

  private static final int IMAGES = 2051;
  private static final int LABELS = 2049;

  private Idx() {}

  /** The images and labels of a part of MNIST, {@code train} or {@code t10k}. */
  public static LabelledImages read(Path folder, String part) throws IOException {
    byte[] pixels = bytes(folder.resolve(part + "-images-idx3-ubyte"), IMAGES, 16);
    byte[] labels = bytes(folder.resolve(part + "-labels-idx1-ubyte"), LABELS, 8);
    return new LabelledImages(pixels, labels, pixels.length / labels.length);
  }

  private static byte[] bytes(Path file, int magic, int header) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (content.length < header || ByteBuffer.wrap(content).getInt() != magic) {
      throw new IOException(file + " is not an uncompressed IDX file of the expected kind");
    }
    return Arrays.copyOfRange(content, header, content.length);
  }
}
