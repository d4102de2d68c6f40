package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetDeclaration;
import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.Download;
import dev.fidelio.datasets.FetchException;
import dev.fidelio.datasets.SourceUnavailableException;
import dev.fidelio.formats.Digests;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the four files of a data set and rejects any that does not match its digest. */
final class DatasetFetcher {

  private static final Logger LOG = LoggerFactory.getLogger(DatasetFetcher.class);

  private final Download download;
  private final List<DatasetSource> publicSources;

  /**
   * @param download gets the files of a configured location
   * @param publicSources the sources of a data set without a configured location, best first
   */
  DatasetFetcher(Download download, List<? extends DatasetSource> publicSources) {
    this.download = download;
    this.publicSources = List.copyOf(publicSources);
  }

  /**
   * The files, and where they came from.
   *
   * @param files the uncompressed content of each
   * @param origin the source that worked
   */
  record FetchedFiles(Map<DatasetFile, byte[]> files, String origin) {}

  /**
   * Fetches all four files from the same source: the configured one if there is one, otherwise the
   * first public one that works.
   *
   * @param stopCheck called several times a second; an exception that it throws ends the fetch
   * @throws SourceUnavailableException if none works and one does not answer, so that it may work
   *     later
   * @throws FetchException if none works; the message gives the reason for each source, and the
   *     expected digests
   */
  FetchedFiles fetch(DatasetDeclaration dataset, Runnable stopCheck) {
    List<DatasetSource> sources =
        dataset.locations().isEmpty()
            ? publicSources
            : List.of(new LocationSource(dataset.locations(), download));
    List<String> failures = new ArrayList<>();
    Optional<SourceUnavailableException> outage = Optional.empty();
    for (DatasetSource source : sources) {
      try {
        LOG.info("data set {}: fetching from {}", dataset.name(), source.name());
        return new FetchedFiles(fetch(dataset, source, stopCheck), source.name());
      } catch (FetchException e) {
        failures.add(failure(dataset, source, e));
      } catch (SourceUnavailableException e) {
        failures.add(failure(dataset, source, e));
        outage = Optional.of(e);
      }
    }
    String message =
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
                wanted(dataset));
    throw outage.isPresent()
        ? new SourceUnavailableException(message, outage.get())
        : new FetchException(message);
  }

  private static String failure(
      DatasetDeclaration dataset, DatasetSource source, RuntimeException failure) {
    LOG.info("data set {}: {}: {}", dataset.name(), source.name(), failure.getMessage());
    return source.name() + ": " + failure.getMessage();
  }

  private static Map<DatasetFile, byte[]> fetch(
      DatasetDeclaration dataset, DatasetSource source, Runnable stopCheck) {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      byte[] content = source.fetch(file, stopCheck);
      String pin = dataset.pins().getOrDefault(file, Digests.sha256(content));
      if (!pin.equals(Digests.sha256(content))) {
        throw new FetchException(
            "%s has the digest %s (%d bytes) and should have %s"
                .formatted(file.publishedName(), Digests.sha256(content), content.length, pin));
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
