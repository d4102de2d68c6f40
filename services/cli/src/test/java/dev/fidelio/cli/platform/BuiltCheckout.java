package dev.fidelio.cli.platform;

import dev.fidelio.localservers.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A checkout with the script {@code fidelio}, built as far as a test needs: the command line and
 * the registry are those of this build, and the other services are missing.
 */
record BuiltCheckout(Path root, PlatformSetup setup) {

  private static final String COMMAND_LINE = "services/cli/target";
  private static final String REGISTRY = "services/registry/target";

  /**
   * @param folder an empty folder
   * @param state the name of the state folder in it
   */
  static BuiltCheckout in(Path folder, String state) throws IOException {
    Path built = StateFolder.root();
    Files.copy(built.resolve("fidelio"), folder.resolve("fidelio"));
    Path commandLine = Files.createDirectories(folder.resolve(COMMAND_LINE));
    for (String name : List.of("cli-0.1.0.jar", "lib")) {
      Files.createSymbolicLink(
          commandLine.resolve(name), built.resolve(COMMAND_LINE).resolve(name));
    }
    Files.createFile(commandLine.resolve("built"));
    Path registry = Files.createDirectories(folder.resolve(REGISTRY));
    Files.createSymbolicLink(
        registry.resolve("quarkus-app"), built.resolve(REGISTRY).resolve("quarkus-app"));
    return new BuiltCheckout(folder, PlatformSetup.apart(folder.resolve(state), Map.of()));
  }

  /** Runs a line of a shell in the checkout. */
  CommandRun shell(String line) throws IOException, InterruptedException {
    return CommandRun.of(setup, new ProcessBuilder("bash", "-c", line).directory(root.toFile()));
  }

  /** Runs the script with additional environment variables. */
  CommandRun fidelio(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(root.resolve("fidelio").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return CommandRun.of(setup, builder);
  }
}
