package dev.fidelio.cli.platform;

import dev.fidelio.localservers.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The ports of the parts, assigned before the parts are started. */
final class PartPorts {

  private final PlatformSetup platformSetup;
  private final Map<String, Integer> chosen = new HashMap<>();

  PartPorts(PlatformSetup platformSetup) {
    this.platformSetup = platformSetup;
  }

  /** The port of a part. A restarted part gets its previous port, so that its clients reconnect. */
  int of(Part part) {
    Optional<RunFile> running = RunFile.ofRunning(platformSetup, part.name());
    if (running.isPresent()) {
      return running.get().port();
    }
    OptionalInt fixed = part.fixedPort();
    if (fixed.isPresent()) {
      return fixed.getAsInt();
    }
    return RunFile.last(platformSetup, part.name())
        .map(RunFile::port)
        .filter(Ports::isFree)
        .orElseGet(() -> chosen.compute(part.name(), (name, port) -> kept(port)));
  }

  /**
   * Checks that the fixed port of every stopped part is free.
   *
   * @throws PlatformException if another program uses one, with the variable that changes it
   */
  void check(List<Part> parts) {
    for (Part part : parts) {
      boolean runs = RunFile.ofRunning(platformSetup, part.name()).isPresent();
      if (!runs && part.fixedPort().isPresent() && !Ports.isFree(part.fixedPort().getAsInt())) {
        throw new PlatformException(
            "port %d is in use by another program: stop it, or change the port of %s with %s"
                .formatted(part.fixedPort().getAsInt(), part.name(), part.portVariable()));
      }
    }
  }

  private static int kept(Integer port) {
    return port != null && Ports.isFree(port) ? port : Ports.free();
  }
}
