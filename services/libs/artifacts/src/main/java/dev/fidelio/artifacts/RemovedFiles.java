package dev.fidelio.artifacts;

import dev.fidelio.contracts.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files that were given up to save space. A marker beside the name stays for ever, so that whoever
 * finds the commit point later brings nothing back and waits for nothing.
 */
public final class RemovedFiles {

  private static final String MARKER = ".removed";

  private final ArtifactStore store;

  public RemovedFiles(ArtifactStore store) {
    this.store = store;
  }

  /**
   * When a file was given up, and why.
   *
   * @param at when
   * @param reason for a person
   */
  public record Removal(Instant at, String reason) {}

  /** What became of the file of that public name; empty while it was not given up. */
  public Optional<Removal> of(String name) {
    return store.read(name + MARKER).map(json -> Json.read(json, Removal.class));
  }

  boolean has(String name) {
    return store.has(name + MARKER);
  }

  /**
   * Gives a file up. What is interrupted is finished by doing it again.
   *
   * @param name its public name
   * @param others the names under which it could be found again
   */
  public void remove(String name, List<String> others, Removal removal) {
    store.publish(name + MARKER, Json.bytes(removal));
    // The public name last: as long as it is there, somebody sees that not all is done.
    others.forEach(store::remove);
    store.remove(name);
  }
}
