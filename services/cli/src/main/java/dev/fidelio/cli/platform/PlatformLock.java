package dev.fidelio.cli.platform;

import dev.fidelio.localservers.ProgressListener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** A lock that lets one command at a time start or stop processes. */
final class PlatformLock {

  private PlatformLock() {}

  /** The action that runs under the lock. */
  interface Action {
    void run() throws IOException;
  }

  static void hold(PlatformSetup platformSetup, ProgressListener progressListener, Action action)
      throws IOException {
    Files.createDirectories(platformSetup.run());
    try (FileChannel channel =
        FileChannel.open(
            platformSetup.run().resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        progressListener.say(
            "waiting for another fidelio command that is starting or stopping the platform");
        channel.lock();
      }
      platformSetup.refuseOtherMachines();
      action.run();
    }
  }
}
