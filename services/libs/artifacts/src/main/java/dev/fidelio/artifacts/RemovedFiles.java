package dev.fidelio.artifacts;

import dev.fidelio.contracts.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files that were deleted to save space. A marker next to the name is kept forever, so that finding
 * the commit point later neither restores the file nor waits for it.
 */
public final class RemovedFiles {

  private static final String MARKER = ".removed";

  private final ArtifactStore store;

  public RemovedFiles(ArtifactStore store) {
    this.store = store;
  }

  /**
   * When a file was deleted, and why.
   *
   * @param at when
   * @param reason for a person
   */
  public record Removal(Instant at, String reason) {}

  /** The removal of the file with that public name; empty if it was not deleted. */
  public Optional<Removal> of(String name) {
    return store.read(name + MARKER).map(json -> Json.read(json, Removal.class));
  }

  boolean has(String name) {
    return store.has(name + MARKER);
  }

  /**
   * Deletes a file. An interrupted removal is completed by repeating it.
   *
   * @param name its public name
   * @param others its other names
   */
  public void remove(String name, List<String> others, Removal removal) {
    store.publish(name + MARKER, Json.bytes(removal));
    // The public name last: while it exists, the removal is visibly incomplete.
    others.forEach(store::remove);
    store.remove(name);
  }
}
