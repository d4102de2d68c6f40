package dev.fidelio.cli.platform;

import dev.fidelio.localservers.MlflowEnvironment;
import dev.fidelio.localservers.Ports;
import dev.fidelio.localservers.ProgressListener;
import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the local platform lives and what the user told it.
 *
 * @param root the checkout
 * @param state the folder of everything it keeps
 * @param environment the user's environment variables
 */
public record PlatformSetup(Path root, Path state, Map<String, String> environment) {

  /** The setup of whoever called this program. */
  public static PlatformSetup ofThisProcess() {
    return new PlatformSetup(StateFolder.root(), StateFolder.folder(), System.getenv());
  }

  /**
   * A setup beside any other on this machine, on ports that are free now. The environment that
   * MLflow runs in is shared with the platform of this checkout.
   *
   * @param state an empty folder
   * @param told further environment variables
   */
  public static PlatformSetup apart(Path state, Map<String, String> told) throws IOException {
    Path shared = StateFolder.folder().resolve(MlflowPart.NAME);
    MlflowEnvironment.ensure(shared, ProgressListener.SILENT);
    Path own = Files.createDirectories(state.resolve(MlflowPart.NAME));
    Files.createSymbolicLink(own.resolve("venv"), shared.resolve("venv"));
    Map<String, String> environment = new HashMap<>(told);
    for (String variable : DefaultPorts.PORT_VARIABLES) {
      environment.put(variable, Integer.toString(Ports.free()));
    }
    return new PlatformSetup(StateFolder.root(), state, environment);
  }

  /**
   * The port that a variable names.
   *
   * @throws PlatformException if the variable is not a port
   */
  int port(String variable, int standard) {
    String told = environment.get(variable);
    if (told == null || told.isBlank()) {
      return standard;
    }
    try {
      int port = Integer.parseInt(told.strip());
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw new PlatformException(variable + " is " + told + " and must be a port", notANumber);
    }
    throw new PlatformException(variable + " is " + told + " and must be from 1 to 65535");
  }

  /** What the process of that name prints. */
  public Path log(String name) {
    return state.resolve("logs").resolve(name + ".log");
  }

  Path run() {
    return state.resolve("run");
  }
}
