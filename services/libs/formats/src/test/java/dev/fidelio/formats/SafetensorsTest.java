package dev.fidelio.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafetensorsTest {

  private static final byte[] FILE =
      new Safetensors(
              Map.of("step", "3"),
              Map.of("a", new Tensor("U8", new long[] {3}, ByteBuffer.wrap(new byte[] {1, 2, 3}))))
          .toBytes();

  @Test
  void theHeaderIsPaddedToAMultipleOfEight() {
    String header =
        "{\"__metadata__\":{\"step\":\"3\"},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}";

    int length = (int) ByteBuffer.wrap(FILE).order(ByteOrder.LITTLE_ENDIAN).getLong();

    assertThat(length % 8).isZero();
    assertThat(new String(FILE, 8, length, StandardCharsets.UTF_8).strip()).isEqualTo(header);
    assertThat(FILE).hasSize(8 + length + 3).endsWith(1, 2, 3);
  }

  @Test
  void everyTruncationIsRefused() {
    for (int length = 0; length < FILE.length; length++) {
      byte[] cut = Arrays.copyOf(FILE, length);
      assertThatThrownBy(() -> Safetensors.read(cut))
          .as("%d bytes", length)
          .isInstanceOf(MalformedFileException.class);
    }
  }

  @Test
  void bytesAfterTheLastTensorAreRefused() {
    assertThatThrownBy(() -> Safetensors.read(Arrays.copyOf(FILE, FILE.length + 1)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("4 bytes of tensors, the header describes 3");
  }

  @Test
  void aHeaderOfAnotherFormIsRefused() {
    String[] headers = {
      "[]",
      "{\"a\":1}",
      "{\"__metadata__\":[]}",
      "{\"a\":{\"dtype\":\"U8\",\"shape\":3,\"data_offsets\":[0,3]}}",
      "{\"a\":{\"dtype\":\"U8\",\"shape\":[\"x\"],\"data_offsets\":[0,3]}}",
      "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0]}}",
      "{\"a\":{\"dtype\":\"U8\",\"shape\":[3]}}",
      "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,3]}}",
      "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[-1,2]}}",
    };
    for (String header : headers) {
      assertThatThrownBy(() -> Safetensors.read(file(header)))
          .as(header)
          .isInstanceOf(MalformedFileException.class);
    }
  }

  @Test
  void theMetadataIsReadWithoutTheTensors() throws IOException {
    byte[] headerAlone = Arrays.copyOf(FILE, FILE.length - 3);

    assertThat(Safetensors.readMetadata(new ByteArrayInputStream(headerAlone)))
        .isEqualTo(Map.of("step", "3"));
    assertThat(Safetensors.readMetadata(new ByteArrayInputStream(file("{}")))).isEmpty();
  }

  @Test
  void aHeaderLongerThanTheFormatAllowsIsNotRead() {
    byte[] file = new byte[64];
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(100_000_001);

    assertThatThrownBy(() -> Safetensors.readMetadata(new ByteArrayInputStream(file)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("a header of 100000001 bytes");
  }

  private static byte[] file(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + 3)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
