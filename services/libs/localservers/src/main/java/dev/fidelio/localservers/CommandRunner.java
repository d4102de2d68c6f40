package dev.fidelio.localservers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs and waits for them to end. */
public final class CommandRunner {

  private CommandRunner() {}

  /** Runs a program without input. */
  public static void run(String failure, List<String> command) throws IOException {
    run(failure, command, "");
  }

  /**
   * Runs a program.
   *
   * @param failure start of the error message
   * @throws IOException if it cannot be started or fails; the message holds everything it printed
   */
  public static void run(String failure, List<String> command, String input) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    ProcessEnvironment.prepare(builder.environment());
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (InputStream out = process.getInputStream()) {
      out.transferTo(printed);
    }
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            "%s: %s ended with %d:%n%s"
                .formatted(
                    failure, command.get(0), code, printed.toString(StandardCharsets.UTF_8)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(failure + ": interrupted", e);
    }
  }
}
