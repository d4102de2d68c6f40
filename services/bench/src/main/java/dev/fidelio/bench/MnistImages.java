package dev.fidelio.bench;

import dev.fidelio.cvae.LabelledImages;
import dev.fidelio.formats.Idx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the images and labels of one part of MNIST from its uncompressed IDX files. */
public final class MnistImages {

  private MnistImages() {}

  /**
   * Reads a part of MNIST.
   *
   * @param part {@code train} or {@code t10k}
   */
  public static LabelledImages read(Path folder, String part) throws IOException {
    byte[] pixels = elements(folder, part + "-images-idx3-ubyte", 3);
    byte[] labels = elements(folder, part + "-labels-idx1-ubyte", 1);
    return new LabelledImages(pixels, labels, pixels.length / labels.length);
  }

  private static byte[] elements(Path folder, String name, int dimensions) throws IOException {
    return Idx.read(name, Files.readAllBytes(folder.resolve(name)), dimensions).elements();
  }
}
