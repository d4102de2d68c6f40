package dev.fidelio.ingestion;

import dev.fidelio.contracts.Ids;
import dev.fidelio.datasets.DatasetDeclaration;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.FetchException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the four files of a data set and rejects any that does not match its digest. */
final class DatasetFetcher {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetFetcher.class);

  private final List<DatasetSource> publicSources;

  /**
   * @param publicSources the sources of a data set without a configured location, best first
   */
  DatasetFetcher(List<DatasetSource> publicSources) {
    this.publicSources = List.copyOf(publicSources);
  }

  /**
   * The files, and where they came from.
   *
   * @param files the uncompressed content of each
   * @param origin the source that worked
   */
  record Fetched(Map<DatasetFile, byte[]> files, String origin) {}

  /**
   * Fetches all four files from the same source: the configured one if there is one, otherwise the
   * first public one that works.
   *
   * @throws FetchException if none works; the message gives the reason for each source, and the
   *     expected digests
   */
  Fetched fetch(DatasetDeclaration dataset) {
    List<DatasetSource> sources =
        dataset.locations().isEmpty()
            ? publicSources
            : List.of(new LocationSource(dataset.locations()));
    List<String> failures = new ArrayList<>();
    for (DatasetSource source : sources) {
      try {
        LOG.info("data set {}: fetching from {}", dataset.name(), source.name());
        return new Fetched(fetch(dataset, source), source.name());
      } catch (FetchException e) {
        LOG.info("data set {}: {}", dataset.name(), e.getMessage());
        failures.add(source.name() + ": " + e.getMessage());
      }
    }
    throw new FetchException(
        """
        data set %s cannot be fetched.
          %s
        Put the four files in a folder and name it in fidelio.datasets.%s.folder \
        (FIDELIO_DATASETS_%s_FOLDER). Wanted, uncompressed: %s"""
            .formatted(
                dataset.name(),
                String.join("\n  ", failures),
                dataset.name(),
                dataset.name().toUpperCase().replace('-', '_'),
                wanted(dataset)));
  }

  private static Map<DatasetFile, byte[]> fetch(DatasetDeclaration dataset, DatasetSource source) {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      byte[] content = source.fetch(file);
      String pin = dataset.pins().getOrDefault(file, Ids.sha256(content));
      if (!pin.equals(Ids.sha256(content))) {
        throw new FetchException(
            "%s has the digest %s (%d bytes) and should have %s"
                .formatted(file.publishedName(), Ids.sha256(content), content.length, pin));
      }
      files.put(file, content);
    }
    return files;
  }

  private static String wanted(DatasetDeclaration dataset) {
    List<String> wanted = new ArrayList<>();
    for (DatasetFile file : DatasetFile.values()) {
      wanted.add(
          file.publishedName() + " (SHA-256 " + dataset.pins().getOrDefault(file, "any") + ")");
    }
    return String.join(", ", wanted);
  }
}
