package dev.fidelio.cli.maintenance;

import dev.fidelio.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rebuilds the projections of the log. */
@Command(
    name = "rebuild",
    description = "Rebuilds a projection from the log.",
    subcommands = {RebuildRegistryCommand.class, RebuildTrackerCommand.class})
public final class RebuildCommand implements Runnable {

  @Mixin private Console console;

  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "specify what to rebuild: registry or tracker");
  }
}
