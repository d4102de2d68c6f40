package dev.fidelio.datasets;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.DamagedFiles;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.Digests;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data sets in the store, each under its digest and never changed. */
public final class Datasets {

  private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);

  private final ArtifactStore store;
  private final DamagedFiles damagedFiles;

  /** The stamps of the files that had their digests. */
  private final Map<String, String> verified = new ConcurrentHashMap<>();

  public Datasets(ArtifactStore store) {
    this.store = store;
    this.damagedFiles = new DamagedFiles(store);
  }

  /** The message that announced the data set; empty if it is not in the store. */
  public Optional<Message> announcement(String digest) {
    return new CommitPoints(store).find(commitPoint(digest)).map(point -> point.messages().get(0));
  }

  /** What is known of a data set; empty if it is not in the store. */
  public Optional<DatasetIngested> find(String digest) {
    return announcement(digest).flatMap(Message::payload).map(DatasetIngested.class::cast);
  }

  /**
   * Whether a data set is in the store with all its files as they were. Each file is verified once,
   * and again when its size or time has changed; one that is damaged is set aside, so that it can
   * be stored again.
   */
  public boolean isWhole(String digest) {
    List<Artifact> files = find(digest).map(DatasetIngested::files).orElse(List.of());
    // Each of them, not only up to the first damaged one: all damaged ones are set aside.
    long whole =
        files.stream()
            .filter(file -> isWhole(StoreLayout.dataset(digest) + "/" + file.name(), file))
            .count();
    return !files.isEmpty() && whole == files.size();
  }

  private synchronized boolean isWhole(String name, Artifact file) {
    Optional<String> stamp = store.stamp(name);
    if (stamp.isEmpty() || stamp.get().equals(verified.get(name))) {
      return stamp.isPresent();
    }
    boolean isWhole =
        store.read(name).map(Digests::sha256).filter(file.digest()::equals).isPresent();
    if (isWhole) {
      verified.put(name, stamp.get());
    } else {
      setAside(name);
    }
    return isWhole;
  }

  private void setAside(String name) {
    LOG.warn("{} does not have its digest; setting it aside, to be fetched again", name);
    damagedFiles.setAside(name);
  }

  /**
   * Stores a data set's files, those that were damaged again, then its announcement; returns the
   * committed announcement.
   */
  public Message keep(String digest, Map<DatasetFile, byte[]> files, Message ingested) {
    if (!isWhole(digest)) {
      LOG.info("storing the data set {}", digest);
    }
    files.forEach((file, content) -> store.publish(name(digest, file), content));
    CommitPoint point = new CommitPoint(Status.DONE, 0, List.of(), List.of(ingested));
    return new CommitPoints(store).commit(commitPoint(digest), point).messages().get(0);
  }

  /**
   * Loads a data set whole, about 55 MB for MNIST.
   *
   * @throws UnreadableException if it is not in the store, or a file is no longer what it was
   */
  public Dataset load(String digest) {
    DatasetIngested ingested =
        find(digest)
            .orElseThrow(
                () -> new UnreadableException("no data set with the digest " + digest, null));
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    for (DatasetFile file : DatasetFile.values()) {
      files.put(file, read(ingested, file));
    }
    return Dataset.of(files);
  }

  private byte[] read(DatasetIngested ingested, DatasetFile file) {
    String name = name(ingested.digest(), file);
    byte[] content =
        store
            .read(name)
            .orElseThrow(() -> new UnreadableException(name + " is not in the store", null));
    String expected =
        ingested.files().stream()
            .filter(artifact -> artifact.name().equals(file.id()))
            .map(Artifact::digest)
            .findFirst()
            .orElse("none");
    if (!Digests.sha256(content).equals(expected)) {
      setAside(name);
      throw new UnreadableException(
          "%s had the digest %s instead of %s, and was set aside; the next experiment fetches it again"
              .formatted(name, Digests.sha256(content), expected),
          null);
    }
    return content;
  }

  private static String name(String digest, DatasetFile file) {
    return StoreLayout.dataset(digest) + "/" + file.id();
  }

  private static String commitPoint(String digest) {
    return StoreLayout.dataset(digest) + "/dataset.json";
  }
}
