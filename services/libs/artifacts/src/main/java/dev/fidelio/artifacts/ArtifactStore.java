package dev.fidelio.artifacts;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files by name, each written once and never changed. Names are relative paths of the characters
 * {@code a-z A-Z 0-9 . _ -} with {@code /} between the folders.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store does not answer (wait and
 * try again) and {@link IllegalArgumentException} for a malformed name.
 */
public interface ArtifactStore {

  /**
   * The store at an address: {@code file:/some/folder}.
   *
   * @throws IllegalArgumentException for an address of another scheme
   */
  static ArtifactStore at(URI address) {
    if (!"file".equals(address.getScheme())) {
      throw new IllegalArgumentException(
          "fidelio.artifacts.uri is " + address + "; allowed: file:/absolute/path");
    }
    return new FileArtifactStore(Path.of(address));
  }

  /** Writes a file under {@code name} if nothing has it yet; returns whether it was free. */
  boolean publish(String name, byte[] content);

  /**
   * Gives the file {@code from} the further name {@code to} if that is free; returns whether. Where
   * it is not, {@code from} may be gone.
   */
  boolean link(String from, String to);

  /**
   * Takes a name away, if anything has it. Only for what one attempt keeps for itself, for what is
   * damaged, and for what {@link RemovedFiles} marks: everything else is there for good.
   */
  void remove(String name);

  /** Whether a file has the name. */
  boolean has(String name);

  /** The bytes of a file; empty if nothing has the name. */
  OptionalLong size(String name);

  /** The whole content; empty if nothing has the name. */
  Optional<byte[]> read(String name);

  /** The content as a stream, to be closed by the caller; empty if nothing has the name. */
  Optional<InputStream> open(String name);

  /** The names of the files and folders directly in a folder, sorted; none if there is none. */
  List<String> list(String folder);
}
