package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stops a server when this JVM ends, even if the JVM is killed. */
public final class ServerCleanup {

  private ServerCleanup() {}

  /**
   * Stops the server and deletes its folder when this JVM ends. If the JVM is killed, its end of a
   * pipe closes, and a shell that reads the other end does the cleanup.
   */
  public static void atExit(LocalServer server, Path folder) throws IOException {
    String cleanup =
        "cat > /dev/null; kill -9 %d 2> /dev/null; sleep 1; rm -rf '%s'"
            .formatted(server.process().pid(), folder);
    List<String> command =
        new ArrayList<>(DetachedCommand.ownSession(System.getProperty("os.name")));
    command.addAll(List.of("sh", "-c", cleanup));
    Process watcher = new ProcessBuilder(command).start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.stop();
                    watcher.destroyForcibly();
                    Folders.delete(folder);
                  } catch (IOException e) {
                    throw new IllegalStateException(
                        "a test's server was not cleaned up completely", e);
                  }
                }));
  }
}
