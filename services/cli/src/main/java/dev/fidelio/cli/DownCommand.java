package dev.fidelio.cli;

import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the platform. */
@Command(name = "down", description = "Stops the platform; its state stays for the next up.")
final class DownCommand implements Callable<Integer> {

  @Mixin private Console console;

  @Override
  public Integer call() {
    new Platform(PlatformSetup.ofThisProcess(), console::say, false).down();
    return 0;
  }
}
