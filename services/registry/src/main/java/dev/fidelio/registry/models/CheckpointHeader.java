package dev.fidelio.registry.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.registry.models.CardView.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The begin of a checkpoint, which is a safetensors file: the length of its header (8 bytes, little
 * endian), then the header, JSON with free texts under {@code __metadata__}.
 */
final class CheckpointHeader {

  /** The format's own limit. */
  private static final long MOST = 100_000_000;

  private CheckpointHeader() {}

  /**
   * The network that the checkpoint is of.
   *
   * @throws UnreadableException if it does not say
   */
  static Network network(InputStream checkpoint) {
    JsonNode metadata = header(checkpoint).path("__metadata__");
    byte[] text = metadata.path("architecture").asText().getBytes(StandardCharsets.UTF_8);
    JsonNode architecture = Json.read(text, JsonNode.class);
    List<Integer> hiddenSizes = new ArrayList<>();
    architecture.path("hiddenSizes").forEach(size -> hiddenSizes.add(size.asInt()));
    return new Network(
        architecture.path("pixels").asInt(),
        architecture.path("classes").asInt(),
        architecture.path("latentSize").asInt(),
        hiddenSizes);
  }

  private static JsonNode header(InputStream checkpoint) {
    try {
      byte[] prefix = checkpoint.readNBytes(Long.BYTES);
      long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length < 0 || length > MOST) {
        throw new UnreadableException("not a safetensors file", null);
      }
      return Json.read(checkpoint.readNBytes((int) length), JsonNode.class);
    } catch (BufferUnderflowException e) {
      throw new UnreadableException("not a safetensors file", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
