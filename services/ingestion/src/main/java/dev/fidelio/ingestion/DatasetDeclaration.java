package dev.fidelio.ingestion;

import dev.fidelio.datasets.Dataset;
import dev.fidelio.datasets.DatasetFile;
import java.util.Map;
import java.util.Optional;

/**
 * A data set that experiments may name.
 *
 * @param name its name
 * @param locations path or URL of each file; empty for a data set that has ways of its own
 * @param pins the SHA-256 digest that each file must have, where one is declared
 */
record DatasetDeclaration(
    String name, Map<DatasetFile, String> locations, Map<DatasetFile, String> pins) {

  DatasetDeclaration {
    locations = Map.copyOf(locations);
    pins = Map.copyOf(pins);
  }

  /**
   * The data set's digest where every file is pinned. One that is not is read anew for each
   * experiment, since its content may have changed.
   */
  Optional<String> digest() {
    return pins.size() == DatasetFile.values().length
        ? Optional.of(Dataset.digestOf(pins))
        : Optional.empty();
  }
}
