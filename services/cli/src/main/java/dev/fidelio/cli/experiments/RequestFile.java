package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads an experiment request from a file. */
public final class RequestFile {

  private RequestFile() {}

  /**
   * Reads the request.
   *
   * @param file its path; {@code -} for standard input
   * @throws CommandFailedException if it cannot be read or holds no JSON object
   */
  public static ObjectNode read(String file) {
    try {
      byte[] content =
          file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
      JsonNode read = Json.read(content, JsonNode.class);
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw new CommandFailedException(file + " does not hold a JSON object");
    } catch (IOException | UnreadableException e) {
      throw new CommandFailedException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
