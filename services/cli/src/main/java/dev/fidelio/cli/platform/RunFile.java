package dev.fidelio.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.localservers.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file that records a started process for later commands.
 *
 * @param port the port it listens on
 */
record RunFile(LocalProcess process, int port) {

  /** The last record with this name, if its process still runs. */
  static Optional<RunFile> ofRunning(PlatformSetup platformSetup, String name) {
    return last(platformSetup, name).filter(run -> run.process().isAlive());
  }

  /** The last record with this name, whether or not its process still runs. */
  static Optional<RunFile> last(PlatformSetup platformSetup, String name) {
    Path file = file(platformSetup, name);
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

  void write(PlatformSetup platformSetup, String name) throws IOException {
    Files.createDirectories(platformSetup.run());
    Path half = platformSetup.run().resolve(name + ".half");
    Files.write(
        half,
        Json.bytes(
            Json.mapper()
                .createObjectNode()
                .put("pid", process.pid())
                .put("started", process.started())
                .put("port", port)));
    Files.move(half, file(platformSetup, name), StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(PlatformSetup platformSetup, String name) throws IOException {
    Files.deleteIfExists(file(platformSetup, name));
  }

  private static Path file(PlatformSetup platformSetup, String name) {
    return platformSetup.run().resolve(name + ".json");
  }
}
