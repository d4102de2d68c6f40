package dev.fidelio.service;

import dev.fidelio.datasets.DatasetDeclaration;
import dev.fidelio.datasets.DatasetFile;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/**
 * The data sets of the configuration, and MNIST, which needs none.
 *
 * <p>{@code fidelio.datasets.<name>.folder} is a folder that holds the four files under the names
 * that MNIST's have; {@code fidelio.datasets.<name>.train-images} (and the others) a path or URL of
 * one, which goes before the folder; {@code fidelio.datasets.<name>.train-images.sha256} the digest
 * it must have.
 */
@Singleton
public class DeclaredDatasets {

  /** The digests of the four uncompressed MNIST files, wherever they come from. */
  private static final Map<DatasetFile, String> MNIST_PINS =
      Map.of(
          DatasetFile.TRAIN_IMAGES,
          "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
          DatasetFile.TRAIN_LABELS,
          "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
          DatasetFile.TEST_IMAGES,
          "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
          DatasetFile.TEST_LABELS,
          "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  private final Map<String, DatasetDeclaration> declarations = new TreeMap<>();

  DeclaredDatasets(Config config, KnownNames known) {
    for (String name : known.datasets()) {
      declarations.put(name, declaration(config, name));
    }
  }

  /**
   * The data set of that name.
   *
   * @throws IllegalArgumentException if none is declared
   */
  public DatasetDeclaration named(String name) {
    DatasetDeclaration declaration = declarations.get(name);
    if (declaration == null) {
      throw new IllegalArgumentException(
          "no data set " + name + " (declared: " + String.join(", ", declarations.keySet()) + ")");
    }
    return declaration;
  }

  private static DatasetDeclaration declaration(Config config, String name) {
    Map<DatasetFile, String> locations = new EnumMap<>(DatasetFile.class);
    Map<DatasetFile, String> pins = new EnumMap<>(DatasetFile.class);
    if (name.equals(KnownNames.MNIST)) {
      pins.putAll(MNIST_PINS);
    }
    String prefix = "fidelio.datasets." + name + ".";
    for (DatasetFile file : DatasetFile.values()) {
      config
          .getOptionalValue(prefix + "folder", String.class)
          .ifPresent(folder -> locations.put(file, folder + "/" + file.publishedName()));
      config
          .getOptionalValue(prefix + file.id(), String.class)
          .ifPresent(location -> locations.put(file, location));
      config
          .getOptionalValue(prefix + file.id() + ".sha256", String.class)
          .ifPresent(digest -> pins.put(file, digest.toLowerCase()));
    }
    if (!locations.isEmpty() && locations.size() < DatasetFile.values().length) {
      throw new IllegalArgumentException(
          "data set %s: %s is declared and the others are not; declare all four, or %sfolder"
              .formatted(name, locations.keySet(), prefix));
    }
    return new DatasetDeclaration(name, locations, pins);
  }
}
