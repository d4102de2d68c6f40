package dev.fidelio.testing;

import dev.fidelio.formats.Idx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The first images of each part of MNIST, as separate IDX files. */
public final class SmallMnist {

  private static final int SIDE = 28;

  private SmallMnist() {}

  /** Writes the first {@code count} training and test images with their labels into a folder. */
  public static Path write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (String part : new String[] {"train", "t10k"}) {
      cut(folder, part + "-images-idx3-ubyte", count, SIDE, SIDE);
      cut(folder, part + "-labels-idx1-ubyte", count);
    }
    return folder;
  }

  /** Writes the first elements of a file, of the given shape. */
  private static void cut(Path folder, String name, int... shape) throws IOException {
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    try (InputStream file = Files.newInputStream(Mnist.folder().resolve(name))) {
      file.skipNBytes(Integer.BYTES * (1 + shape.length));
      Files.write(folder.resolve(name), Idx.write(file.readNBytes(size), shape));
    }
  }
}
