package dev.fidelio.artifacts;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which store a folder holds: {@code store.json}, written once. An unmounted folder looks like an
 * empty store, so a process that has seen one identity accepts neither another nor none.
 */
final class StoreIdentity {

  private static final Set<String> CONTENT =
      Set.of(
          StoreLayout.IDENTITY,
          StoreLayout.EXPERIMENTS,
          StoreLayout.DATASETS,
          StoreLayout.REFERENCES,
          "lost+found");

  private final Path root;
  private final Optional<String> expected;
  private volatile String seen;

  /**
   * @param expected the id that the store must have; empty for the one that is seen first, which an
   *     empty folder is given
   */
  StoreIdentity(Path root, Optional<String> expected) {
    this.root = root;
    this.expected = expected;
    this.seen = expected.orElse(null);
  }

  private record Identity(String id) {}

  /**
   * Returns if the store is there, and is the one that was seen first.
   *
   * @throws StoreUnavailableException if not
   */
  void require() {
    try {
      Optional<String> present = read();
      if (present.isEmpty() && seen == null) {
        present = Optional.of(found());
      }
      if (present.isEmpty()) {
        throw unavailable("no store is there; is it mounted?", null);
      }
      check(present.get());
    } catch (IOException | UnreadableException e) {
      throw unavailable(e.toString(), e);
    }
  }

  private synchronized void check(String present) {
    if (seen == null) {
      seen = present;
    }
    if (!present.equals(seen)) {
      throw unavailable(
          "%s is there instead of %s, which %s"
              .formatted(
                  present,
                  seen,
                  expected.isPresent() ? "fidelio.artifacts.id names" : "this process has used"),
          null);
    }
  }

  private Optional<String> read() throws IOException {
    try {
      byte[] json = Files.readAllBytes(root.resolve(StoreLayout.IDENTITY));
      return Optional.of(Json.read(json, Identity.class).id());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Gives an empty folder, or the store of a version without identities, its identity. */
  private String found() throws IOException {
    Files.createDirectories(root);
    try (Stream<Path> content = Files.list(root)) {
      List<String> strange =
          content
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.startsWith(".") && !CONTENT.contains(name))
              .sorted()
              .toList();
      if (!strange.isEmpty()) {
        throw unavailable("it is no store, and not empty: " + strange.get(0), null);
      }
    }
    byte[] json = Json.bytes(new Identity(UUID.randomUUID().toString()));
    DurableFiles.write(root.resolve(StoreLayout.IDENTITY), json);
    DurableFiles.force(root);
    return read().orElseThrow(() -> unavailable("its identity was there, and is away", null));
  }

  private StoreUnavailableException unavailable(String what, Exception cause) {
    return new StoreUnavailableException("artifact store " + root + ": " + what, cause);
  }
}
