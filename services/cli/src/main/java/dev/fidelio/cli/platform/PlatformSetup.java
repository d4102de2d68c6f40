package dev.fidelio.cli.platform;

import dev.fidelio.localservers.FolderLock;
import dev.fidelio.localservers.MlflowEnvironment;
import dev.fidelio.localservers.Ports;
import dev.fidelio.localservers.ProgressListener;
import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folders and environment variables of a local platform.
 *
 * @param root the checkout
 * @param state the folder of its state
 * @param environment the user's environment variables
 */
public record PlatformSetup(Path root, Path state, Map<String, String> environment) {

  /** The setup of this process. */
  public static PlatformSetup ofThisProcess() {
    return new PlatformSetup(StateFolder.root(), StateFolder.folder(), System.getenv());
  }

  /**
   * A setup of an isolated platform on free ports. It shares MLflow's Python environment with the
   * platform of this checkout.
   *
   * @param state an empty folder
   * @param variables additional environment variables
   */
  public static PlatformSetup apart(Path state, Map<String, String> variables) throws IOException {
    Path shared = StateFolder.folder().resolve(MlflowPart.NAME);
    MlflowEnvironment.ensure(shared, ProgressListener.SILENT);
    Path own = Files.createDirectories(state.resolve(MlflowPart.NAME));
    Files.createSymbolicLink(own.resolve("venv"), shared.resolve("venv"));
    Map<String, String> environment = new HashMap<>(variables);
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
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      return standard;
    }
    try {
      int port = Integer.parseInt(value.strip());
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw new PlatformException(variable + " is " + value + " and must be a port", notANumber);
    }
    throw new PlatformException(variable + " is " + value + " and must be from 1 to 65535");
  }

  /**
   * Checks that no process of another machine or container works in the state folder: its processes
   * cannot be seen from here, and would look stopped.
   *
   * @throws PlatformException if one does, with the machine's name
   */
  void refuseOtherMachines() {
    try {
      for (Path folder : List.of(state, kafka(), postgres(), mlflow())) {
        Optional<String> holder = FolderLock.otherHolder(folder);
        if (holder.isPresent()) {
          throw new PlatformException(
              "%s is in use by a platform on %s: use it there, or set %s to another folder"
                  .formatted(state, holder.get(), StateFolder.VARIABLE));
        }
      }
    } catch (IOException e) {
      throw new PlatformException("cannot read the lock of " + state + ": " + e.getMessage(), e);
    }
  }

  Path kafka() {
    return state.resolve(KafkaPart.NAME);
  }

  Path postgres() {
    return state.resolve("postgres");
  }

  Path mlflow() {
    return state.resolve(MlflowPart.NAME);
  }

  /** The log file of the process with that name. */
  public Path log(String name) {
    return state.resolve("logs").resolve(name + ".log");
  }

  Path run() {
    return state.resolve("run");
  }
}
