package dev.fidelio.datasets;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.StoreLayout;
import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.DatasetIngested;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.UnreadableException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data sets in the store, each under its digest and never changed. */
public final class Datasets {

  private final ArtifactStore store;

  public Datasets(ArtifactStore store) {
    this.store = store;
  }

  /** The message that announced the data set; empty if it is not in the store. */
  public Optional<Message> announcement(String digest) {
    return new CommitPoints(store).find(commitPoint(digest)).map(point -> point.messages().get(0));
  }

  /** What is known of a data set; empty if it is not in the store. */
  public Optional<DatasetIngested> find(String digest) {
    return announcement(digest).flatMap(Message::payload).map(DatasetIngested.class::cast);
  }

  /** Stores a data set's files, then its announcement; returns the committed announcement. */
  public Message keep(String digest, Map<DatasetFile, byte[]> files, Message ingested) {
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
    if (!Ids.sha256(content).equals(expected)) {
      throw new UnreadableException(
          name + " has the digest " + Ids.sha256(content) + " and should have " + expected, null);
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
