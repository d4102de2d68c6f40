package dev.fidelio.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes again what follows from the log. */
@Command(
    name = "rebuild",
    description = "Makes again what follows from the log.",
    subcommands = {RebuildRegistryCommand.class, RebuildTrackerCommand.class})
final class RebuildCommand implements Runnable {

  @Mixin private Console console;

  @Spec private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "say what: registry or tracker");
  }
}
