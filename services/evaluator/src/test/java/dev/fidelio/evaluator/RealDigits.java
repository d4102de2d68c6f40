package dev.fidelio.evaluator;

import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.testing.Mnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** MNIST as a data set. */
final class RealDigits {
  private RealDigits() {}

  static Dataset load() throws IOException {
    Path folder = Mnist.folder();
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      files.put(file, Files.readAllBytes(folder.resolve(file.publishedName())));
    }
    return Dataset.of(files);
  }
}
