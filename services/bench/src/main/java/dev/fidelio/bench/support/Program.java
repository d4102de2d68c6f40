package dev.fidelio.bench.support;

import dev.fidelio.localservers.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command-line options and output that all programs share. */
public final class Program {

  /** A strong reference: a logger that is garbage-collected loses its level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "an empty folder for the platform (default: a temporary one, deleted on success)")
  private Path folder;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Runs a command and ends this process with its exit code. */
  public static void run(Callable<Integer> command, String... arguments) {
    KAFKA.setLevel(Level.OFF);
    System.exit(
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  /** Prints one line and flushes it. */
  public void say(String line) {
    PrintWriter out = command.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /**
   * The folder for the platform.
   *
   * @throws ParameterException if the folder given by {@code --state} is not empty
   */
  public Path state() throws IOException {
    if (folder == null) {
      return Files.createTempDirectory("fidelio-");
    }
    Path absolute = Files.createDirectories(folder).toAbsolutePath().normalize();
    try (var content = Files.list(absolute)) {
      if (content.findAny().isPresent()) {
        throw new ParameterException(command.commandLine(), folder + " is not empty");
      }
    }
    return absolute;
  }

  /** Deletes the platform's folder unless it was given by {@code --state}. */
  public void forget(Path state) throws IOException {
    if (folder == null) {
      Folders.delete(state);
    }
  }

  /** Rejects a value below 1. */
  public void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), option + " is " + value + " and must be at least 1");
    }
  }
}
