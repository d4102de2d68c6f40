package dev.fidelio.cli.local;

import dev.fidelio.cli.console.Console;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the platform. */
@Command(
    name = "down",
    description = "Stops the platform; its state is kept for the next fidelio up.")
public final class DownCommand implements Callable<Integer> {

  @Mixin private Console console;

  @Override
  public Integer call() {
    new Platform(PlatformSetup.ofThisProcess(), console::say, false).down();
    return 0;
  }
}
