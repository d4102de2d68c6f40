package dev.fidelio.sampler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** NumPy's array format, version 1.0 (numpy.lib.format). */
final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private Npy() {}

  /**
   * Unsigned bytes as an npy file.
   *
   * @param elements the elements, the last dimension running fastest
   */
  static byte[] write(byte[] elements, int... shape) {
    return file("|u1", shape, elements.length).put(elements).array();
  }

  /**
   * Floats of 32 bits as an npy file.
   *
   * @param elements the elements, the last dimension running fastest
   */
  static byte[] write(float[] elements, int... shape) {
    ByteBuffer file = file("<f4", shape, elements.length * Float.BYTES);
    file.asFloatBuffer().put(elements);
    return file.array();
  }

  /** A file with its header, and room for the elements at its position. */
  private static ByteBuffer file(String type, int[] shape, int bytes) {
    String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining());
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
    int unpadded = MAGIC.length + Short.BYTES + header.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    String padded = header + " ".repeat(padding) + "\n";
    return ByteBuffer.allocate(unpadded + padding + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII));
  }
}
