package dev.fidelio.cli.platform;

import dev.fidelio.testing.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Lets one command at a time start or stop processes. */
final class PlatformLock {

  private PlatformLock() {}

  /** What one command does while no other does such a thing. */
  interface Action {
    void run() throws IOException;
  }

  static void hold(Setup setup, Progress progress, Action action) throws IOException {
    Files.createDirectories(setup.run());
    try (FileChannel channel =
        FileChannel.open(
            setup.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        progress.say("waiting for another fidelio command that starts or stops the platform");
        channel.lock();
      }
      action.run();
    }
  }
}
