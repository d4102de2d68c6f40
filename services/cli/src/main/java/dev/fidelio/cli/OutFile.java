package dev.fidelio.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a user has asked for. */
final class OutFile {

  private OutFile() {}

  /**
   * Writes a file, over one that is there already.
   *
   * @throws CommandFailedException if that is not possible
   */
  static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new CommandFailedException("cannot write " + file + ": " + e, e);
    }
  }
}
