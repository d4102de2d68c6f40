package dev.fidelio.cli.console;

import dev.fidelio.cli.client.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Output files named by the user. */
public final class OutFile {

  private OutFile() {}

  /**
   * Writes a file; replaces an existing one.
   *
   * @throws CommandFailedException if the file cannot be written
   */
  public static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new CommandFailedException("cannot write " + file + ": " + e, e);
    }
  }
}
