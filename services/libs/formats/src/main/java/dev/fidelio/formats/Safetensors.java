package dev.fidelio.formats;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A safetensors file: the header's length (8 bytes, little-endian), the header (JSON: name → type,
 * shape and offsets; free texts under {@code __metadata__}), then the tensors' bytes.
 *
 * @param metadata free texts by name
 * @param tensors tensors by name, in the file's order
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

  private static final String METADATA = "__metadata__";

  /** The longest header that the format allows, in bytes. */
  private static final long MAX_HEADER = 100_000_000;

  private static final Map<String, Integer> SIZES =
      Map.of("BOOL", 1, "U8", 1, "I8", 1, "F16", 2, "BF16", 2, "I32", 4, "F32", 4, "I64", 8);

  /** Writes the file; equal content gives equal bytes. */
  public byte[] toBytes() {
    JsonObject header = new JsonObject();
    JsonObject texts = new JsonObject();
    metadata.forEach(texts::addProperty);
    header.add(METADATA, texts);
    long end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long start = end;
      end += tensor.data().remaining();
      header.add(entry.getKey(), describe(tensor, start, end));
    }
    byte[] json = padded(header.toString());
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + end))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    tensors.values().forEach(tensor -> file.put(tensor.data()));
    return file.array();
  }

  /**
   * Reads a file; the tensors are views of its bytes.
   *
   * @throws MalformedFileException if it is truncated, or its header does not describe its bytes
   */
  public static Safetensors read(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    byte[] json = new byte[headerLength(bytes, bytes.length - Long.BYTES)];
    file.position(Long.BYTES).get(json);
    ByteBuffer data = file.slice();
    return parsed(
        json,
        header -> {
          Map<String, Tensor> tensors = tensors(header, data);
          return new Safetensors(metadata(header), tensors);
        });
  }

  /**
   * Reads only the metadata, and no further than the header, whose end is the stream's position
   * afterwards.
   *
   * @throws MalformedFileException if the stream does not begin with a safetensors header
   */
  public static Map<String, String> readMetadata(InputStream file) throws IOException {
    int length = headerLength(file.readNBytes(Long.BYTES), MAX_HEADER);
    return parsed(file.readNBytes(length), Safetensors::metadata);
  }

  private static int headerLength(byte[] file, long limit) {
    long length =
        file.length < Long.BYTES
            ? -1
            : ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > Math.min(limit, MAX_HEADER)) {
      throw new MalformedFileException(
          "not a safetensors file, or truncated: a header of %d bytes, at most %d are possible"
              .formatted(length, Math.max(0, Math.min(limit, MAX_HEADER))));
    }
    return (int) length;
  }

  private static <T> T parsed(byte[] json, Function<JsonObject, T> reader) {
    try {
      return reader.apply(
          JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject());
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new MalformedFileException(
          "the safetensors header cannot be read: " + e.getMessage(), e);
    } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
      throw new MalformedFileException(
          "the safetensors header is incomplete: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> metadata(JsonObject header) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (header.has(METADATA)) {
      header
          .getAsJsonObject(METADATA)
          .entrySet()
          .forEach(text -> metadata.put(text.getKey(), text.getValue().getAsString()));
    }
    return metadata;
  }

  private static Map<String, Tensor> tensors(JsonObject header, ByteBuffer data) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
      if (!entry.getKey().equals(METADATA)) {
        JsonObject description = entry.getValue().getAsJsonObject();
        tensors.put(entry.getKey(), tensor(entry.getKey(), description, data));
        end = Math.max(end, description.getAsJsonArray("data_offsets").get(1).getAsLong());
      }
    }
    if (end != data.remaining()) {
      throw new MalformedFileException(
          "%d bytes of tensors, the header describes %d".formatted(data.remaining(), end));
    }
    return tensors;
  }

  private static Tensor tensor(String name, JsonObject description, ByteBuffer data) {
    String type = description.get("dtype").getAsString();
    JsonArray sizes = description.getAsJsonArray("shape");
    long[] shape = new long[sizes.size()];
    long bytes = SIZES.getOrDefault(type, 0);
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).getAsLong();
      bytes *= shape[i];
    }
    JsonArray offsets = description.getAsJsonArray("data_offsets");
    long start = offsets.get(0).getAsLong();
    long end = offsets.get(1).getAsLong();
    if (start < 0 || end - start != bytes || end > data.remaining()) {
      throw new MalformedFileException(
          "%s is declared as bytes %d to %d of %d, a %s of %s"
              .formatted(name, start, end, data.remaining(), type, sizes));
    }
    return new Tensor(type, shape, data.slice((int) start, (int) bytes));
  }

  private static JsonObject describe(Tensor tensor, long start, long end) {
    JsonArray shape = new JsonArray();
    for (long size : tensor.shape()) {
      shape.add(size);
    }
    JsonArray offsets = new JsonArray();
    offsets.add(start);
    offsets.add(end);
    JsonObject description = new JsonObject();
    description.addProperty("dtype", tensor.type());
    description.add("shape", shape);
    description.add("data_offsets", offsets);
    return description;
  }

  /** Appends the spaces that the format allows, so that the tensors start at a multiple of 8. */
  private static byte[] padded(String json) {
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    return (json + " ".repeat((Long.BYTES - bytes % Long.BYTES) % Long.BYTES))
        .getBytes(StandardCharsets.UTF_8);
  }
}
