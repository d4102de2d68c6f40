package dev.fidelio.registry.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.formats.MalformedFileException;
import dev.fidelio.formats.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the description of the network from the header of a checkpoint, a safetensors file. */
final class CheckpointHeader {

  private CheckpointHeader() {}

  /**
   * The network that the checkpoint is of.
   *
   * @throws UnreadableException if it does not say
   */
  static NetworkView network(InputStream checkpoint) {
    byte[] text =
        metadata(checkpoint).getOrDefault("architecture", "").getBytes(StandardCharsets.UTF_8);
    JsonNode architecture = Json.read(text, JsonNode.class);
    List<Integer> hiddenSizes = new ArrayList<>();
    architecture.path("hiddenSizes").forEach(size -> hiddenSizes.add(size.asInt()));
    return NetworkView.of(
        architecture.path("pixels").asInt(),
        architecture.path("classes").asInt(),
        architecture.path("latentSize").asInt(),
        hiddenSizes);
  }

  private static Map<String, String> metadata(InputStream checkpoint) {
    try {
      return Safetensors.readMetadata(checkpoint);
    } catch (MalformedFileException e) {
      throw new UnreadableException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
