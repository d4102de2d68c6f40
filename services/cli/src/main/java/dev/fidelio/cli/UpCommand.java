package dev.fidelio.cli;

import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import dev.fidelio.cli.platform.StartedParts;
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
    PlatformSetup platformSetup = PlatformSetup.ofThisProcess();
    Platform platform = new Platform(platformSetup, console::say, external);
    StartedParts startedParts = new StartedParts(platformSetup, console::say);
    try {
      platform.up(startedParts);
    } finally {
      startedParts.keep();
    }
    console.say(PlatformPages.of(platform, platformSetup));
    return 0;
  }
}
