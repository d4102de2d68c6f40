package dev.fidelio.localservers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that run to their end. */
public final class Commands {

  private Commands() {}

  /** Runs a program that reads nothing. */
  public static void run(String complaint, List<String> command) throws IOException {
    run(complaint, command, "");
  }

  /**
   * Runs a program.
   *
   * @param complaint begins the error's message
   * @throws IOException if it cannot be started or fails; with everything it printed
   */
  public static void run(String complaint, List<String> command, String input) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
                    complaint, command.get(0), code, printed.toString(StandardCharsets.UTF_8)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(complaint + ": interrupted", e);
    }
  }
}
