package dev.fidelio.ingestion;

import dev.fidelio.datasets.Datasets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which data sets are in the store. What was found once stays, so nobody asks twice. */
final class StoredDatasets {

  private final Datasets datasets;
  private final Set<String> found = ConcurrentHashMap.newKeySet();

  StoredDatasets(Datasets datasets) {
    this.datasets = datasets;
  }

  /** Whether the data set of that digest is there, whole and announced. */
  boolean contain(String digest) {
    if (found.contains(digest)) {
      return true;
    }
    boolean isThere = datasets.announcement(digest).isPresent();
    if (isThere) {
      found.add(digest);
    }
    return isThere;
  }
}
