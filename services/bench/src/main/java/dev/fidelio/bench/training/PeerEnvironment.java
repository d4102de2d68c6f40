package dev.fidelio.bench.training;

import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PyTorch in its own virtual environment. */
final class PeerEnvironment {

  private PeerEnvironment() {}

  /** Creates the environment if it does not exist, and returns its interpreter. */
  static Path ensure(Path folder) throws IOException {
    Path python = folder.resolve("bin/python");
    Path done = folder.resolve("installed");
    if (Files.notExists(done)) {
      run(List.of("python3", "-m", "venv", "--clear", folder.toString()));
      Path requirements = StateFolder.root().resolve("services/bench/python/requirements.txt");
      run(
          List.of(
              python.toString(), "-m", "pip", "install", "--quiet", "-r", requirements.toString()));
      Files.createFile(done);
    }
    return python;
  }

  private static void run(List<String> command) throws IOException {
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
