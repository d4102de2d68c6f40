package dev.fidelio.cli;

import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.console.StandardOutput;
import dev.fidelio.cli.deadletters.DeadLettersCommand;
import dev.fidelio.cli.demo.DemoCommand;
import dev.fidelio.cli.experiments.CancelCommand;
import dev.fidelio.cli.experiments.ResumeCommand;
import dev.fidelio.cli.experiments.RunsCommand;
import dev.fidelio.cli.experiments.ShowCommand;
import dev.fidelio.cli.experiments.SubmitCommand;
import dev.fidelio.cli.experiments.WatchCommand;
import dev.fidelio.cli.local.DownCommand;
import dev.fidelio.cli.local.LogsCommand;
import dev.fidelio.cli.local.StatusCommand;
import dev.fidelio.cli.local.UpCommand;
import dev.fidelio.cli.maintenance.RebuildCommand;
import dev.fidelio.cli.maintenance.RetentionCommand;
import dev.fidelio.cli.models.CompareCommand;
import dev.fidelio.cli.models.DownloadCommand;
import dev.fidelio.cli.models.SampleCommand;
import dev.fidelio.cli.platform.PlatformException;
import dev.fidelio.cli.promotion.ArchiveCommand;
import dev.fidelio.cli.promotion.GatesCommand;
import dev.fidelio.cli.promotion.HistoryCommand;
import dev.fidelio.cli.promotion.PromoteCommand;
import dev.fidelio.cli.promotion.RollbackCommand;
import dev.fidelio.cli.schedules.SchedulesCommand;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The root command. Exit codes: 0 success, 1 failure, 2 wrong usage. */
@Command(
    name = "fidelio",
    mixinStandardHelpOptions = true,
    version = "fidelio 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "Event-driven experiments: submit, watch, compare and promote models.",
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

  /** A strong reference, because a logger without one is collected and loses its level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private Fidelio() {}

  public static void main(String[] arguments) {
    KAFKA.setLevel(Level.SEVERE);
    StandardOutput standardOutput = new StandardOutput();
    CommandLine commandLine = commandLine().setOut(standardOutput.writer());
    int code = commandLine.execute(arguments);
    Optional<String> problem = standardOutput.problem();
    problem.ifPresent(text -> error(commandLine, "cannot write to standard output: " + text));
    System.exit(problem.isPresent() && code == 0 ? CommandLine.ExitCode.SOFTWARE : code);
  }

  /** The command line with its subcommands and its error handling. */
  static CommandLine commandLine() {
    return new CommandLine(new Fidelio())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (!(failure instanceof CommandFailedException
                  || failure instanceof PlatformException)) {
                throw failure;
              }
              error(command, failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  private static void error(CommandLine command, String text) {
    command.getErr().println(Ansi.AUTO.string("@|red error:|@ ") + text);
  }
}
