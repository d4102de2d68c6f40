package dev.fidelio.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The store in a folder. Unlike a rename, a hard link fails if the name is taken. */
final class FileArtifactStore implements ArtifactStore {

  /** Possessive, since backtracking into a long name would overflow the stack. */
  private static final Pattern NAME = Pattern.compile("[\\w-][\\w.-]*+(?:/[\\w-][\\w.-]*+)*+");

  private static final String UNFINISHED = ".unfinished-";

  private final Path root;

  FileArtifactStore(Path root) {
    this.root = root;
  }

  @Override
  public boolean publish(String name, byte[] content) {
    Path target = path(name);
    Path unfinished = target.resolveSibling(UNFINISHED + UUID.randomUUID());
    try {
      Files.createDirectories(target.getParent());
      if (Files.exists(target)) {
        return false;
      }
      try {
        writeDurably(unfinished, content);
        return linkDurably(unfinished, target);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw unavailable("cannot write " + target, e);
    }
  }

  @Override
  public boolean link(String from, String to) {
    Path target = path(to);
    try {
      if (Files.exists(target)) {
        return false;
      }
      Files.createDirectories(target.getParent());
      return linkDurably(path(from), target);
    } catch (IOException e) {
      throw unavailable("cannot name " + from + " as " + to, e);
    }
  }

  @Override
  public void remove(String name) {
    try {
      Files.deleteIfExists(path(name));
    } catch (IOException e) {
      throw unavailable("cannot remove " + name, e);
    }
  }

  @Override
  public boolean has(String name) {
    return Files.isRegularFile(path(name));
  }

  @Override
  public OptionalLong size(String name) {
    try {
      Path file = path(name);
      return Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw unavailable("cannot read the size of " + name, e);
    }
  }

  @Override
  public Optional<byte[]> read(String name) {
    try {
      return Optional.of(Files.readAllBytes(path(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("cannot read " + name, e);
    }
  }

  @Override
  public Optional<InputStream> open(String name) {
    try {
      Path file = path(name);
      return Files.isRegularFile(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    } catch (IOException e) {
      throw unavailable("cannot read " + name, e);
    }
  }

  @Override
  public List<String> list(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.startsWith(UNFINISHED))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw unavailable("cannot list " + folder, e);
    }
  }

  private Path path(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name in the store: " + name);
    }
    return root.resolve(name);
  }

  private static boolean linkDurably(Path existing, Path target) throws IOException {
    try {
      Files.createLink(target, existing);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    // A name survives a power cut only when its folder has reached the disk.
    try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
    return true;
  }

  private static void writeDurably(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private StoreUnavailableException unavailable(String what, IOException cause) {
    return new StoreUnavailableException(
        "artifact store " + root + ": " + what + ": " + cause, cause);
  }
}
