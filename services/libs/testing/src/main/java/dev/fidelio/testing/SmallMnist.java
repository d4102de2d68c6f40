package dev.fidelio.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first images of each part of MNIST, as separate IDX files. */
public final class SmallMnist {

  private static final int COUNT_OFFSET = 4;
  private static final int PIXELS = 28 * 28;

  private SmallMnist() {}

  /** Writes the first {@code count} training and test images with their labels into a folder. */
  public static Path write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (String part : new String[] {"train", "t10k"}) {
      cut(folder, part + "-images-idx3-ubyte", 16, PIXELS, count);
      cut(folder, part + "-labels-idx1-ubyte", 8, 1, count);
    }
    return folder;
  }

  private static void cut(Path folder, String name, int header, int bytesEach, int count)
      throws IOException {
    try (InputStream file = Files.newInputStream(Mnist.folder().resolve(name))) {
      byte[] cut = file.readNBytes(header + count * bytesEach);
      ByteBuffer.wrap(cut).putInt(COUNT_OFFSET, count);
      Files.write(folder.resolve(name), cut);
    }
  }
}
