package dev.fidelio.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.testing.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What is written down about a started process, for whoever comes later.
 *
 * @param port where it listens
 */
record RunFile(LocalProcess process, int port) {

  /** What was written last under this name, if that very process still runs. */
  static Optional<RunFile> ofRunning(Setup setup, String name) {
    return last(setup, name).filter(run -> run.process().isAlive());
  }

  /** What was written last under this name, whether or not that process still runs. */
  static Optional<RunFile> last(Setup setup, String name) {
    Path file = file(setup, name);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode read = Json.read(Files.readAllBytes(file), JsonNode.class);
      LocalProcess process =
          new LocalProcess(read.path("pid").asLong(), read.path("started").asLong());
      return Optional.of(new RunFile(process, read.path("port").asInt()));
    } catch (IOException e) {
      throw new PlatformException("cannot read " + file + ": " + e, e);
    }
  }

  void write(Setup setup, String name) throws IOException {
    Files.createDirectories(setup.run());
    Path half = setup.run().resolve(name + ".half");
    Files.write(
        half,
        Json.bytes(
            Json.mapper()
                .createObjectNode()
                .put("pid", process.pid())
                .put("started", process.started())
                .put("port", port)));
    Files.move(half, file(setup, name), StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Setup setup, String name) throws IOException {
    Files.deleteIfExists(file(setup, name));
  }

  private static Path file(Setup setup, String name) {
    return setup.run().resolve(name + ".json");
  }
}
