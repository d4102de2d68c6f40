package dev.fidelio.sampler;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** NumPy's array format, version 1.0 (numpy.lib.format), for unsigned bytes. */
final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private Npy() {}

  /**
   * An array as an npy file.
   *
   * @param elements the elements, the last dimension running fastest
   */
  static byte[] write(byte[] elements, int... shape) {
    String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining());
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + sizes + "), }";
    int unpadded = MAGIC.length + Short.BYTES + header.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    String padded = header + " ".repeat(padding) + "\n";
    return ByteBuffer.allocate(unpadded + padding + elements.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .put(elements)
        .array();
  }
}
