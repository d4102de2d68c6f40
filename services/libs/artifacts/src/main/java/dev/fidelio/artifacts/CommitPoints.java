package dev.fidelio.artifacts;

import dev.fidelio.contracts.Json;
import java.util.Optional;

/** Finds and writes commit points, and gives their files the public names. */
public final class CommitPoints {

  private final ArtifactStore store;
  private final RemovedFiles removed;

  public CommitPoints(ArtifactStore store) {
    this.store = store;
    this.removed = new RemovedFiles(store);
  }

  /**
   * The commit point of that name, with its files in place except deleted ones; empty if there is
   * none.
   *
   * @throws dev.fidelio.contracts.UnreadableException if the name holds something else
   */
  public Optional<CommitPoint> find(String name) {
    Optional<CommitPoint> found = store.read(name).map(json -> Json.read(json, CommitPoint.class));
    found.ifPresent(this::giveNames);
    return found;
  }

  /** Writes {@code candidate} if the name is free, and returns the effective commit point. */
  public CommitPoint commit(String name, CommitPoint candidate) {
    store.publish(name, Json.bytes(candidate));
    return find(name).orElseThrow(() -> new IllegalStateException(name + " was just written"));
  }

  private void giveNames(CommitPoint point) {
    for (StagedFile file : point.files()) {
      if (!removed.has(file.to())) {
        store.link(file.from(), file.to());
      }
    }
  }
}
