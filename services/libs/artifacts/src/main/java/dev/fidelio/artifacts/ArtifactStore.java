package dev.fidelio.artifacts;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files by name, each written once and never changed. Names are relative paths of the characters
 * {@code a-z A-Z 0-9 . _ -} with {@code /} between the folders.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store does not answer, or is
 * not the store that this process saw first (wait and try again), and {@link
 * IllegalArgumentException} for a malformed name. That a file is absent is certain: every other
 * error is unavailability.
 */
public interface ArtifactStore {

  /**
   * The store at an address: {@code file:/some/folder}.
   *
   * @throws IllegalArgumentException for an address of another scheme
   */
  static ArtifactStore at(URI address) {
    return at(address, Optional.empty());
  }

  /**
   * The store at an address.
   *
   * @param id the id in its {@code store.json}; empty for the store that is seen first, which an
   *     empty folder becomes
   * @throws IllegalArgumentException for an address of another scheme
   */
  static ArtifactStore at(URI address, Optional<String> id) {
    if (!"file".equals(address.getScheme())) {
      throw new IllegalArgumentException(
          "fidelio.artifacts.uri is " + address + "; allowed: file:/absolute/path");
    }
    return new FileArtifactStore(Path.of(address), id);
  }

  /** Returns if the store answers, and is the one that was seen first. */
  void check();

  /** Writes a file under {@code name} if it is free; returns whether it was. */
  boolean publish(String name, byte[] content);

  /**
   * Gives the file {@code from} the additional name {@code to} if that is free and {@code from}
   * exists; returns whether it has.
   */
  boolean link(String from, String to);

  /**
   * Makes sure that a name, once found, survives a power cut: whoever wrote it may have been
   * interrupted before it did.
   */
  void force(String name);

  /**
   * Removes a name if it exists. Only for an attempt's private files, for damaged files, and for
   * those that {@link RemovedFiles} marks: everything else is permanent.
   */
  void remove(String name);

  /** Whether a file has the name. */
  boolean has(String name);

  /** The bytes of a file; empty if there is no such file. */
  OptionalLong size(String name);

  /**
   * What differs if the content may have changed, such as the time of its last change; empty if
   * there is no such file.
   */
  Optional<String> stamp(String name);

  /** The whole content; empty if there is no such file. */
  Optional<byte[]> read(String name);

  /** The content as a stream, to be closed by the caller; empty if there is no such file. */
  Optional<InputStream> open(String name);

  /**
   * The file itself, for the operating system to send, never to be written; empty if there is no
   * such file.
   */
  Optional<Path> file(String name);

  /** The names of the files and folders directly in a folder, sorted; none if there is none. */
  List<String> list(String folder);

  /**
   * Removes what interrupted writers have left unfinished in a folder and below.
   *
   * @param before only what was last written to before then
   * @return how many files
   */
  int sweep(String folder, Instant before);
}
