package dev.fidelio.cli;

import dev.fidelio.cli.platform.PlatformException;
import java.util.logging.Level;
import java.util.logging.Logger;
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
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      SubmitCommand.class,
      WatchCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      CancelCommand.class,
      ResumeCommand.class,
      CompareCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      HistoryCommand.class,
      GatesCommand.class,
      ArchiveCommand.class,
      SchedulesCommand.class,
      SampleCommand.class,
      DownloadCommand.class,
      DeadLettersCommand.class,
      RebuildCommand.class,
      RetentionCommand.class
    })
final class Fidelio {

  /** Held here, because a logger that nobody holds forgets its level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private Fidelio() {}

  public static void main(String[] arguments) {
    KAFKA.setLevel(Level.SEVERE);
    System.exit(commandLine().execute(arguments));
  }

  /** The command with its subcommands and what it does about errors. */
  static CommandLine commandLine() {
    return new CommandLine(new Fidelio())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (!(failure instanceof CommandFailedException
                  || failure instanceof PlatformException)) {
                throw failure;
              }
              command.getErr().println(Ansi.AUTO.string("@|red error:|@ ") + failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }
}
