package dev.fidelio.datasets;

import dev.fidelio.formats.Digests;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A data set that experiments may name.
 *
 * @param name its name
 * @param locations path or URL of each file; empty for a data set with built-in sources
 * @param pins the SHA-256 digest that each file must have, where one is declared
 */
public record DatasetDeclaration(
    String name, Map<DatasetFile, String> locations, Map<DatasetFile, String> pins) {

  public DatasetDeclaration {
    locations = Map.copyOf(locations);
    pins = Map.copyOf(pins);
  }

  /**
   * The data set's digest where every file is pinned. One that is not is read anew for each
   * experiment, since its content may have changed.
   */
  public Optional<String> digest() {
    return pins.size() == DatasetFile.values().length
        ? Optional.of(Dataset.digestOf(pins))
        : Optional.empty();
  }

  /**
   * The digest of what the files hold now, which are read where not every one is pinned.
   *
   * @param stopCheck called several times a second while a server is awaited; an exception that it
   *     throws ends that
   * @throws FetchException if one cannot be read
   * @throws SourceUnavailableException if the server of one does not answer
   */
  public String currentDigest(Runnable stopCheck) {
    return digest()
        .orElseGet(
            () -> {
              Map<DatasetFile, String> digests = new EnumMap<>(DatasetFile.class);
              Download download = new Download();
              locations.forEach(
                  (file, location) ->
                      digests.put(file, Digests.sha256(download.of(location, stopCheck))));
              return Dataset.digestOf(digests);
            });
  }
}
