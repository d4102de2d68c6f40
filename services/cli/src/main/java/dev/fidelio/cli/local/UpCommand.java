package dev.fidelio.cli.local;

import dev.fidelio.cli.console.Console;
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
      "Starts Kafka, PostgreSQL, MLflow and the services, except those that are already running.",
      "They run in the background until fidelio down."
    })
public final class UpCommand implements Callable<Integer> {

  @Mixin private Console console;

  @Option(
      names = "--external",
      description =
          "start only the services, against existing Kafka, PostgreSQL and MLflow servers")
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
