package dev.fidelio.cvae;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/** Small networks and images, quick enough for a unit test. */
final class SmallNetworks {

  static final Architecture SMALL = new Architecture(16, 3, List.of(12, 8), 4);
  static final TrainingSettings SETTINGS = new TrainingSettings(8, 0.003, 1.0, 1234);

  private SmallNetworks() {}

  /** One thread, so that tests do not depend on the machine's cores. */
  static Compute compute() {
    return Compute.on("cpu", 1);
  }

  static Checkpoint initial() {
    return Checkpoint.initial(SMALL, SETTINGS);
  }

  /** Images whose upper part depends on the label, so that there is something to learn. */
  static LabelledImages images(int count) {
    return images(count, SMALL);
  }

  static LabelledImages images(int count, Architecture architecture) {
    Random random = new Random(count);
    byte[] pixels = new byte[count * architecture.pixels()];
    byte[] labels = new byte[count];
    random.nextBytes(pixels);
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) random.nextInt(architecture.classes());
      for (int p = 0; p < architecture.pixels() / 2; p++) {
        pixels[i * architecture.pixels() + p] = (byte) (labels[i] * 80);
      }
    }
    return new LabelledImages(pixels, labels, architecture.pixels());
  }

  static byte[] resource(String name) {
    try (InputStream stream = SmallNetworks.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
