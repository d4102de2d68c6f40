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

/** What the programs have in common on the command line. */
public final class Program {

  /** Held here, because a logger that nobody holds forgets its level. */
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
          "an empty folder for the platform (default: a temporary one, deleted if all is well)")
  private Path folder;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Runs a command and ends this process with its exit code. */
  public static void run(Callable<Integer> command, String... arguments) {
    KAFKA.setLevel(Level.OFF);
    System.exit(
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  /** Prints one line at once. */
  public void say(String line) {
    PrintWriter out = command.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /**
   * The folder for the platform.
   *
   * @throws ParameterException if the one that was asked for is not empty
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

  /** Deletes the folder for the platform, unless somebody asked for it. */
  public void forget(Path state) throws IOException {
    if (folder == null) {
      Folders.delete(state);
    }
  }

  /** Refuses a number below 1. */
  public void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), option + " is " + value + " and must be at least 1");
    }
  }
}
