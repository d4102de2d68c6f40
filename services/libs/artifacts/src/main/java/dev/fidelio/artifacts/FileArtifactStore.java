package dev.fidelio.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The store in a folder. Unlike a rename, a hard link fails if the name is taken. Only "no such
 * file", in the store that was seen first, means that a name is free; every other error means that
 * the store is unavailable.
 */
final class FileArtifactStore implements ArtifactStore {

  /**
   * Possessive, since backtracking into a long name would overflow the stack. No file system takes
   * more than 255 characters between two slashes.
   */
  private static final Pattern NAME =
      Pattern.compile("[\\w-][\\w.-]{0,254}+(?:/[\\w-][\\w.-]{0,254}+)*+");

  private static final int LONGEST_NAME = 2_000;
  private static final int FORCED = 10_000;

  private final Path root;
  private final StoreIdentity identity;

  /** Folders whose own names are on the disk. */
  private final Set<Path> forced = ConcurrentHashMap.newKeySet();

  /**
   * @param id the identity that the store must have; empty for the one that is seen first
   */
  FileArtifactStore(Path root, Optional<String> id) {
    this.root = root;
    this.identity = new StoreIdentity(root, id);
  }

  /** One access to the disk. */
  @FunctionalInterface
  private interface Access<T> {
    T get() throws IOException;
  }

  @Override
  public void check() {
    identity.require();
  }

  @Override
  public boolean publish(String name, byte[] content) {
    Path target = path(name);
    identity.require();
    return access(
        "cannot write " + name,
        () -> {
          createFolders(target.getParent());
          boolean isFree = !Files.exists(target) && DurableFiles.write(target, content);
          return isFree && isForced(target.getParent());
        });
  }

  @Override
  public boolean link(String from, String to) {
    Path target = path(to);
    if (attributes(to).isPresent() || attributes(from).isEmpty()) {
      return false;
    }
    return access(
        "cannot name " + from + " as " + to,
        () -> {
          createFolders(target.getParent());
          return DurableFiles.link(path(from), target) && isForced(target.getParent());
        });
  }

  @Override
  public void force(String name) {
    Path folder = path(name).getParent();
    access("cannot force the folder of " + name, () -> isForced(folder));
  }

  @Override
  public void remove(String name) {
    Path file = path(name);
    identity.require();
    access("cannot remove " + name, () -> Files.deleteIfExists(file));
  }

  @Override
  public boolean has(String name) {
    return attributes(name).filter(BasicFileAttributes::isRegularFile).isPresent();
  }

  @Override
  public OptionalLong size(String name) {
    return attributes(name)
        .filter(BasicFileAttributes::isRegularFile)
        .map(file -> OptionalLong.of(file.size()))
        .orElse(OptionalLong.empty());
  }

  @Override
  public Optional<String> stamp(String name) {
    return attributes(name)
        .filter(BasicFileAttributes::isRegularFile)
        .map(file -> file.size() + " " + file.lastModifiedTime());
  }

  @Override
  public Optional<byte[]> read(String name) {
    Path file = path(name);
    return find("cannot read " + name, () -> Files.readAllBytes(file));
  }

  @Override
  public Optional<InputStream> open(String name) {
    Path file = path(name);
    return find("cannot read " + name, () -> new StoreStream(Files.newInputStream(file), name));
  }

  @Override
  public Optional<Path> file(String name) {
    return has(name) ? Optional.of(path(name)) : Optional.empty();
  }

  @Override
  public List<String> list(String folder) {
    Path path = path(folder);
    return find("cannot list " + folder, () -> names(path)).orElse(List.of());
  }

  @Override
  public int sweep(String folder, Instant before) {
    Path path = path(folder);
    return access("cannot sweep " + folder, () -> DurableFiles.sweep(path, before));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !DurableFiles.isUnfinished(file))
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private Path path(String name) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name in the store: " + name);
    }
    return root.resolve(name);
  }

  private Optional<BasicFileAttributes> attributes(String name) {
    Path file = path(name);
    return find(
        "cannot look at " + name, () -> Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** Creates the folders below the root, and never the root itself: it may be away. */
  private void createFolders(Path folder) throws IOException {
    if (!folder.equals(root) && !Files.isDirectory(folder)) {
      createFolders(folder.getParent());
      DurableFiles.createFolder(folder);
    }
  }

  /** Forces the names in a folder to disk, and those of the folder and all above; returns true. */
  private boolean isForced(Path folder) throws IOException {
    if (forced.size() > FORCED) {
      forced.clear();
    }
    DurableFiles.force(folder);
    for (Path each = folder;
        !each.equals(root) && !forced.contains(each);
        each = each.getParent()) {
      DurableFiles.force(each.getParent());
      forced.add(each);
    }
    return true;
  }

  /**
   * What is there; empty if nothing is. It looks again once the identity is right, since the root
   * may have been away at the first look only.
   */
  private <T> Optional<T> find(String what, Access<T> look) {
    Optional<T> first = lookOnce(what, look);
    if (first.isPresent()) {
      return first;
    }
    identity.require();
    return lookOnce(what, look);
  }

  private <T> Optional<T> lookOnce(String what, Access<T> look) {
    return access(
        what,
        () -> {
          try {
            return Optional.of(look.get());
          } catch (NoSuchFileException e) {
            return Optional.empty();
          }
        });
  }

  private <T> T access(String what, Access<T> access) {
    try {
      return access.get();
    } catch (IOException | UncheckedIOException e) {
      throw new StoreUnavailableException("artifact store " + root + ": " + what + ": " + e, e);
    }
  }
}
