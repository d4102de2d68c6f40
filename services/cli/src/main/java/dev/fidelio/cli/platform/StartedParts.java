package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.ProgressListener;
import dev.fidelio.localservers.ShutdownHooks;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The processes that one command has started, which are stopped when the user interrupts it;
 * processes that ran before are left alone.
 */
public final class StartedParts {

  private final PlatformSetup platformSetup;
  private final ProgressListener progressListener;
  private final Map<Part, LocalServer> servers = new LinkedHashMap<>();
  private final Thread hook = new Thread(this::takeBack);
  private volatile boolean ending;

  public StartedParts(PlatformSetup platformSetup, ProgressListener progressListener) {
    this.platformSetup = platformSetup;
    this.progressListener = progressListener;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Keeps the processes running when the command ends. */
  public void keep() {
    ShutdownHooks.remove(hook);
  }

  /** Whether the user has interrupted the command, so that servers end before they are ready. */
  boolean isEnding() {
    return ending;
  }

  synchronized LocalServer launch(Part part, int port) throws IOException {
    if (ending) {
      throw new PlatformException("interrupted");
    }
    LocalServer server = part.launch(port);
    servers.put(part, server);
    new RunFile(server.process(), port).write(platformSetup, part.name());
    return server;
  }

  private void takeBack() {
    ending = true;
    synchronized (this) {
      if (!servers.isEmpty()) {
        progressListener.say("interrupted: stopping the processes that this command has started");
        new PartStopper(platformSetup, progressListener).stop(servers);
      }
    }
  }
}
