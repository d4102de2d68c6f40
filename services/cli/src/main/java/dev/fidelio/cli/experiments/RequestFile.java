package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads experiment requests from a file. */
public final class RequestFile {

  private RequestFile() {}

  /**
   * Reads all requests: JSON objects, one behind the other.
   *
   * @param file its path; {@code -} for standard input
   * @throws CommandFailedException if it cannot be read, or holds no or anything but JSON objects
   */
  public static List<ObjectNode> read(String file) {
    String name = file.equals("-") ? "standard input" : file;
    List<ObjectNode> requests = new ArrayList<>();
    try (JsonParser parser = Json.mapper().createParser(content(file))) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      for (JsonNode value = Json.mapper().readTree(parser);
          value != null;
          value = Json.mapper().readTree(parser)) {
        requests.add(request(name + ", request " + (requests.size() + 1), value));
      }
    } catch (NoSuchFileException e) {
      throw new CommandFailedException("cannot read " + name + ": there is no such file", e);
    } catch (JsonProcessingException e) {
      throw new CommandFailedException(
          "cannot read %s: not JSON, in line %d: %s; nothing is submitted"
              .formatted(name, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new CommandFailedException("cannot read " + name + ": " + e.getMessage(), e);
    }
    if (requests.isEmpty()) {
      throw new CommandFailedException(name + " does not hold a JSON object");
    }
    return requests;
  }

  /**
   * Reads the one request of a file.
   *
   * @throws CommandFailedException as {@link #read} does, and if there are several
   */
  public static ObjectNode readOne(String file) {
    List<ObjectNode> requests = read(file);
    if (requests.size() > 1) {
      throw new CommandFailedException(file + " holds more than one JSON object");
    }
    return requests.get(0);
  }

  private static byte[] content(String file) throws IOException {
    return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
  }

  /**
   * One request; its other fields are checked by ingestion, which reports every violation.
   *
   * @param place where it stands
   */
  private static ObjectNode request(String place, JsonNode value) {
    if (!(value instanceof ObjectNode object)) {
      throw new CommandFailedException(
          "%s: %s is not a JSON object; nothing is submitted".formatted(place, value));
    }
    for (String field : List.of("hyperparameters", "evaluation", "tags")) {
      if (object.has(field) && !object.get(field).isObject()) {
        throw refused(place, field, object, "a JSON object");
      }
    }
    // The id is what this command prints and follows.
    if (object.has("experimentId") && !object.get("experimentId").isTextual()) {
      throw refused(place, "experimentId", object, "text");
    }
    return object;
  }

  private static CommandFailedException refused(
      String place, String field, ObjectNode request, String allowed) {
    return new CommandFailedException(
        "%s: %s is %s and must be %s; nothing is submitted"
            .formatted(place, field, request.get(field), allowed));
  }
}
