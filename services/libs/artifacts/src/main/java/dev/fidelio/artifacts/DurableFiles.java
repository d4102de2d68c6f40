package dev.fidelio.artifacts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.UUID;

/** Files that are whole and on the disk when they get their names. */
final class DurableFiles {

  private static final String UNFINISHED = ".unfinished-";

  private DurableFiles() {}

  /**
   * Writes a file unless its name is taken; its folder has to exist, and to be forced afterwards.
   *
   * @return whether the name was free
   */
  static boolean write(Path target, byte[] content) throws IOException {
    Path unfinished = target.resolveSibling(UNFINISHED + UUID.randomUUID());
    try {
      write(unfinished, ByteBuffer.wrap(content));
      return link(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Gives a file a further name unless that is taken; returns whether it was free. */
  static boolean link(Path existing, Path target) throws IOException {
    try {
      Files.createLink(target, existing);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Forces a folder to disk: a name survives a power cut only when its folder is there. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith(UNFINISHED);
  }

  /** Creates a folder unless it exists; the one above it has to. */
  static boolean createFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Removes what interrupted writers have left in a folder and below.
   *
   * @param before only files that were last written to before then
   * @return how many
   */
  static int sweep(Path folder, Instant before) throws IOException {
    int[] swept = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            boolean isOld = attributes.lastModifiedTime().toInstant().isBefore(before);
            if (isUnfinished(file) && isOld && Files.deleteIfExists(file)) {
              swept[0]++;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    return swept[0];
  }

  private static void write(Path file, ByteBuffer content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
  }
}
