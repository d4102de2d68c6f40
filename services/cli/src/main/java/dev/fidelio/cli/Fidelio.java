package dev.fidelio.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The root command. Exit codes: 0 done, 1 it failed, 2 wrong usage. */
@Command(
    name = "fidelio",
    mixinStandardHelpOptions = true,
    version = "fidelio 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Experiments as events: submit, watch, compare and promote models.",
    subcommands = {
      SubmitCommand.class,
      WatchCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      CompareCommand.class,
      PromoteCommand.class
    })
final class Fidelio {

  private Fidelio() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command with its subcommands and what it does about errors. */
  static CommandLine commandLine() {
    return new CommandLine(new Fidelio())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (!(failure instanceof CommandFailedException)) {
                throw failure;
              }
              command.getErr().println(Ansi.AUTO.string("@|red error:|@ ") + failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }
}
