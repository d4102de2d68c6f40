package dev.fidelio.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The headers are those that numpy.save of NumPy 2.4 writes. */
class NpyTest {
  private static final String IMAGES =
      "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3, 4), }";
  private static final String LABELS = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }";

  @Test
  void imagesAreRead() {
    ByteArray array = Npy.read("images.npy", file(1, IMAGES, 24), 3);

    assertThat(array.shape()).containsExactly(2, 3, 4);
    assertThat(array.elements()).hasSize(24).startsWith(0, 1, 2).endsWith(22, 23);
  }

  @Test
  void labelsAreReadInEveryVersionOfTheFormat() {
    for (int version = 1; version <= 3; version++) {
      ByteArray array = Npy.read("labels.npy", file(version, LABELS, 3), 1);

      assertThat(array.shape()).containsExactly(3);
      assertThat(array.elements()).containsExactly(0, 1, 2);
    }
  }

  @Test
  void aCutFileIsRefused() {
    byte[] whole = file(1, IMAGES, 24);

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Npy.read("images.npy", cut, 3))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith("images.npy ");
    }
  }

  @Test
  void bytesBeyondTheLastImageAreRefused() {
    assertThatThrownBy(() -> Npy.read("images.npy", file(1, IMAGES, 25), 3))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("(2, 3, 4)")
        .hasMessageContaining("25 bytes");
  }

  @Test
  void anotherTypeIsRefused() {
    byte[] floats = file(1, IMAGES.replace("|u1", "<f4"), 96);

    assertThatThrownBy(() -> Npy.read("images.npy", floats, 3))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("images.npy must hold unsigned bytes (|u1), not <f4");
  }

  @Test
  void columnsFirstAreRefused() {
    byte[] columns = file(1, IMAGES.replace("False", "True"), 24);

    assertThatThrownBy(() -> Npy.read("images.npy", columns, 3))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("columns first");
  }

  @Test
  void anotherNumberOfDimensionsIsRefused() {
    assertThatThrownBy(() -> Npy.read("images.npy", file(1, LABELS, 3), 3))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("must have 3 dimensions");
  }

  @Test
  void aShapeBeyondAllBoundsIsRefused() {
    String huge = IMAGES.replace("(2, 3, 4)", "(4294967296, 4294967296, 2)");

    assertThatThrownBy(() -> Npy.read("images.npy", file(1, huge, 24), 3))
        .isInstanceOf(MalformedFileException.class);
  }

  @Test
  void aWrittenArrayHasAnAlignedHeaderAndItsElements() {
    byte[] file = Npy.write(new byte[] {0, 1, 2, 3, 4, 5}, 2, 3, 1);

    assertThat(file).hasSize(128 + 6).endsWith(0, 1, 2, 3, 4, 5);
    assertThat(new String(file, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '|u1', 'fortran_order': False, 'shape': (2,3,1,), }")
        .endsWith(" \n");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    byte[] elements = {0, 1, 2, -3, 4, -1};

    ByteArray array = Npy.read("images.npy", Npy.write(elements, 3, 1, 2), 3);

    assertThat(array.shape()).containsExactly(3, 1, 2);
    assertThat(array.elements()).isEqualTo(elements);
  }

  private static byte[] file(int version, String description, int elements) {
    String header = description + " ".repeat(128) + "\n";
    ByteBuffer file = ByteBuffer.allocate(12 + header.length() + elements);
    file.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) header.length());
    } else {
      file.putInt(header.length());
    }
    file.put(header.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < elements; i++) {
      file.put((byte) i);
    }
    return Arrays.copyOf(file.array(), file.position());
  }
}
