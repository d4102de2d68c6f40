package dev.fidelio.ingestion;

import dev.fidelio.contracts.Message;
import dev.fidelio.datasets.Datasets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which data sets are in the store, with all their files as they were. */
final class StoredDatasets {

  private final Datasets datasets;
  private final Consumer<List<Message>> publish;
  private final Set<String> found = ConcurrentHashMap.newKeySet();

  /**
   * @param publish announces a data set when it is first found, because the worker that stored it
   *     may have been stopped, for example by a cancellation, before it could
   */
  StoredDatasets(Datasets datasets, Consumer<List<Message>> publish) {
    this.datasets = datasets;
    this.publish = publish;
  }

  /** Whether the data set with that digest is in the store, complete and announced. */
  boolean contain(String digest) {
    if (!datasets.isWhole(digest)) {
      return false;
    }
    if (!found.contains(digest)) {
      publish.accept(datasets.announcement(digest).stream().toList());
      found.add(digest);
    }
    return true;
  }
}
