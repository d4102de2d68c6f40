package dev.fidelio.artifacts;

import dev.fidelio.contracts.Json;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds and writes commit points, and gives their files the public names. */
public final class CommitPoints {

  private final ArtifactStore store;
  private final RemovedFiles removed;

  public CommitPoints(ArtifactStore store) {
    this.store = store;
    this.removed = new RemovedFiles(store);
  }

  /**
   * The commit point of that name, with its files in place except deleted ones, and both on the
   * disk; empty if there is none.
   *
   * @throws dev.fidelio.contracts.UnreadableException if the name holds something else
   */
  public Optional<CommitPoint> find(String name) {
    Optional<CommitPoint> found = read(name);
    found.ifPresent(
        point -> {
          giveNames(point);
          // Whoever wrote the names may have died before they were on the disk.
          Stream.concat(
                  Stream.of(name), point.files().stream().map(StagedFile::to).filter(store::has))
              .collect(Collectors.toMap(CommitPoints::folder, each -> each, (one, other) -> one))
              .values()
              .forEach(store::force);
        });
    return found;
  }

  /** Writes {@code candidate} if the name is free, and returns the effective commit point. */
  public CommitPoint commit(String name, CommitPoint candidate) {
    if (store.publish(name, Json.bytes(candidate))) {
      CommitPoint written = read(name).orElseThrow(() -> away(name));
      giveNames(written);
      return written;
    }
    return find(name).orElseThrow(() -> away(name));
  }

  /** The commit point of a folder whose name comes last; empty if there is none. */
  public Optional<CommitPoint> last(String folder) {
    return store.list(folder).stream()
        .filter(name -> name.endsWith(StoreLayout.JSON))
        .max(Comparator.naturalOrder())
        .flatMap(name -> read(folder + "/" + name));
  }

  private Optional<CommitPoint> read(String name) {
    return store.read(name).map(json -> Json.read(json, CommitPoint.class));
  }

  private void giveNames(CommitPoint point) {
    for (StagedFile file : point.files()) {
      if (!removed.has(file.to())) {
        store.link(file.from(), file.to());
      }
    }
  }

  private static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private static IllegalStateException away(String name) {
    return new IllegalStateException(name + " was just written");
  }
}
