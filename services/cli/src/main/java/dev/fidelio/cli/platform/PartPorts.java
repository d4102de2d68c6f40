package dev.fidelio.cli.platform;

import dev.fidelio.localservers.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where each part listens, or will listen: it may be asked for before the part is started. */
final class PartPorts {

  private final PlatformSetup platformSetup;
  private final Map<String, Integer> chosen = new HashMap<>();

  PartPorts(PlatformSetup platformSetup) {
    this.platformSetup = platformSetup;
  }

  /**
   * The port of a part. One that was stopped gets the port that it had, so that those who were told
   * of it find it again.
   */
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
   * Passes where each part that does not run can have the port that it must have.
   *
   * @throws PlatformException if another program has it, naming the variable that gives another one
   */
  void check(List<Part> parts) {
    for (Part part : parts) {
      boolean runs = RunFile.ofRunning(platformSetup, part.name()).isPresent();
      if (!runs && part.fixedPort().isPresent() && !Ports.isFree(part.fixedPort().getAsInt())) {
        throw new PlatformException(
            "port %d is in use by another program: stop that, or give %s another port by %s"
                .formatted(part.fixedPort().getAsInt(), part.name(), part.portVariable()));
      }
    }
  }

  private static int kept(Integer port) {
    return port != null && Ports.isFree(port) ? port : Ports.free();
  }
}
