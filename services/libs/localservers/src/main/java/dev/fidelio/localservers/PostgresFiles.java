package dev.fidelio.localservers;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.fidelio.formats.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the jar that contains them. */
final class PostgresFiles {

  private static final String ARCHIVE =
      archive(System.getProperty("os.name"), System.getProperty("os.arch"));
  private static final int OWNER_EXECUTES = 0100;

  private PostgresFiles() {}

  /**
   * Unpacks the programs unless they already are.
   *
   * @param folder contains one folder for each archive
   * @return the folder with {@code bin}, {@code lib} and {@code share}
   */
  static Path unpacked(Path folder) throws IOException {
    Path home = folder.resolve(archiveDigest());
    Files.createDirectories(folder);
    try (FileChannel channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE)) {
      channel.lock();
      if (Files.notExists(home)) {
        Path partial = folder.resolve("half");
        Folders.delete(partial);
        unpack(partial);
        Files.move(partial, home);
      }
    }
    return home;
  }

  /** The name of the archive for a platform, from Java's {@code os.name} and {@code os.arch}. */
  static String archive(String system, String architecture) {
    return "/postgres-%s-%s.txz"
        .formatted(
            system.startsWith("Mac") ? "darwin" : "linux",
            architecture.equals("aarch64") ? "arm_64" : "x86_64");
  }

  private static InputStream archive() throws IOException {
    InputStream archive = PostgresFiles.class.getResourceAsStream(ARCHIVE);
    if (archive == null) {
      throw new IOException(
          "this build contains no PostgreSQL for this platform: " + ARCHIVE + " is missing");
    }
    return archive;
  }

  private static String archiveDigest() throws IOException {
    try (InputStream archive = archive()) {
      return Digests.sha256(archive).substring(0, 16);
    }
  }

  private static void unpack(Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = entry.resolveIn(folder);
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          boolean program = (entry.getMode() & OWNER_EXECUTES) != 0;
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
