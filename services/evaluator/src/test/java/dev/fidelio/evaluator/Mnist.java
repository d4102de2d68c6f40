package dev.fidelio.evaluator;

import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The real MNIST, from the folder that the configuration of the services names too. */
final class Mnist {
  private static final String VARIABLE = "FIDELIO_DATASETS_MNIST_FOLDER";

  private Mnist() {}

  static Dataset load() throws IOException {
    Optional<String> folder = Optional.ofNullable(System.getenv(VARIABLE));
    Assumptions.assumeTrue(folder.isPresent(), VARIABLE + " names no folder");
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      files.put(file, Files.readAllBytes(Path.of(folder.get(), file.publishedName())));
    }
    return Dataset.of(files);
  }
}
