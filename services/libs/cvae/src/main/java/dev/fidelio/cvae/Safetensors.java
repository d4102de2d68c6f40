package dev.fidelio.cvae;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A safetensors file: the header's length (8 bytes, little endian), the header (JSON: name → type,
 * shape and place; texts under {@code __metadata__}), then the tensors' bytes.
 *
 * @param metadata free texts by name
 * @param tensors tensors by name, in the file's order
 */
record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

  private static final String METADATA = "__metadata__";
  private static final Map<String, Integer> SIZES =
      Map.of("BOOL", 1, "U8", 1, "I8", 1, "F16", 2, "BF16", 2, "I32", 4, "F32", 4, "I64", 8);

  /** The file; equal content gives equal bytes. */
  byte[] toBytes() {
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
   * Reads a file.
   *
   * @throws DamagedCheckpointException if it is cut, or its header does not describe its bytes
   */
  static Safetensors read(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < Long.BYTES ? -1 : file.getLong();
    if (length < 2 || length > file.remaining()) {
      throw new DamagedCheckpointException(
          "not a safetensors file, or cut: %d bytes, header of %d".formatted(bytes.length, length));
    }
    byte[] json = new byte[(int) length];
    file.get(json);
    ByteBuffer data = file.slice();
    try {
      return read(
          JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject(), data);
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new DamagedCheckpointException(
          "the safetensors header cannot be read: " + e.getMessage(), e);
    } catch (NumberFormatException | NullPointerException | IndexOutOfBoundsException e) {
      throw new DamagedCheckpointException(
          "the safetensors header is incomplete: " + e.getMessage(), e);
    }
  }

  private static Safetensors read(JsonObject header, ByteBuffer data) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
      JsonObject value = entry.getValue().getAsJsonObject();
      if (entry.getKey().equals(METADATA)) {
        value.entrySet().forEach(e -> metadata.put(e.getKey(), e.getValue().getAsString()));
      } else {
        tensors.put(entry.getKey(), tensor(entry.getKey(), value, data));
        end = Math.max(end, value.getAsJsonArray("data_offsets").get(1).getAsLong());
      }
    }
    if (end != data.remaining()) {
      throw new DamagedCheckpointException(
          "%d bytes of tensors, the header describes %d".formatted(data.remaining(), end));
    }
    return new Safetensors(metadata, tensors);
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
      throw new DamagedCheckpointException(
          "%s should be bytes %d to %d of %d, a %s of %s"
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

  /** The format lets spaces follow the JSON, so that the tensors start at a multiple of eight. */
  private static byte[] padded(String json) {
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    return (json + " ".repeat((Long.BYTES - bytes % Long.BYTES) % Long.BYTES))
        .getBytes(StandardCharsets.UTF_8);
  }
}
