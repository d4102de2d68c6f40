package dev.fidelio.cli;

import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.Setup;
import dev.fidelio.cli.platform.Started;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the platform. */
@Command(
    name = "up",
    description = {
      "Starts what does not run and leaves the rest: Kafka, PostgreSQL, MLflow and the services.",
      "All of it stays in the background until fidelio down."
    })
final class UpCommand implements Callable<Integer> {

  @Mixin private Console console;

  @Option(
      names = "--external",
      description = "start only the services; Kafka, PostgreSQL and MLflow are there already")
  private boolean external;

  @Override
  public Integer call() {
    Setup setup = Setup.ofThisProcess();
    Platform platform = new Platform(setup, console::say, external);
    Started started = new Started(setup, console::say);
    try {
      platform.up(started);
    } finally {
      started.keep();
    }
    console.say(PlatformPages.of(platform, setup));
    return 0;
  }
}
