package dev.fidelio.ingestion;

import dev.fidelio.contracts.Message;
import dev.fidelio.datasets.Datasets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which data sets are in the store. What was found once stays, so nobody asks twice. */
final class StoredDatasets {

  private final Datasets datasets;
  private final Consumer<List<Message>> publish;
  private final Set<String> found = ConcurrentHashMap.newKeySet();

  /**
   * @param publish announces a data set when it is found first: whoever has brought it may have
   *     been stopped, by a cancellation perhaps, before it could
   */
  StoredDatasets(Datasets datasets, Consumer<List<Message>> publish) {
    this.datasets = datasets;
    this.publish = publish;
  }

  /** Whether the data set of that digest is there, whole and announced. */
  boolean contain(String digest) {
    if (found.contains(digest)) {
      return true;
    }
    Optional<Message> announcement = datasets.announcement(digest);
    if (announcement.isPresent()) {
      publish.accept(List.of(announcement.get()));
      found.add(digest);
    }
    return announcement.isPresent();
  }
}
