package dev.fidelio.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ends a server with this JVM, however the JVM ends. */
public final class Lifeline {

  private Lifeline() {}

  /**
   * Stops the server and deletes its folder when this JVM ends. When the JVM is killed, its end of
   * a pipe closes, and a shell that reads the other end does the same.
   */
  public static void tie(LocalServer server, Path folder) throws IOException {
    String lastWill =
        "cat > /dev/null; kill -9 %d 2> /dev/null; sleep 1; rm -rf '%s'"
            .formatted(server.process().pid(), folder);
    List<String> command = new ArrayList<>(LocalProcess.ownSession(System.getProperty("os.name")));
    command.addAll(List.of("sh", "-c", lastWill));
    Process heir = new ProcessBuilder(command).start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    server.stop();
                    heir.destroyForcibly();
                    Folders.delete(folder);
                  } catch (IOException e) {
                    throw new IllegalStateException("not all of a test's server is gone", e);
                  }
                }));
  }
}
