package dev.fidelio.datasets;

import dev.fidelio.contracts.UnreadableException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An array of unsigned bytes in the IDX format: two zero bytes, the type 8, the number of
 * dimensions, each dimension as a big-endian 32-bit integer, then the elements.
 *
 * @param shape the dimensions, each at least 1
 * @param elements the elements, the last dimension running fastest
 */
record Idx(int[] shape, byte[] elements) {

  private static final int UNSIGNED_BYTES = 0x08;

  /**
   * Reads an array.
   *
   * @param name the file's name, for the errors
   * @param dimensions how many dimensions it must have
   * @throws UnreadableException if it is anything else, is cut, or holds more than it says
   */
  static Idx read(String name, byte[] file, int dimensions) {
    int magic = UNSIGNED_BYTES << 8 | dimensions;
    int header = 4 + 4 * dimensions;
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (file.length < header || bytes.getInt() != magic) {
      throw unreadable(name, "does not begin with the magic number 0x%08x".formatted(magic));
    }
    int[] shape = new int[dimensions];
    long size = 1;
    for (int i = 0; i < dimensions; i++) {
      shape[i] = bytes.getInt();
      size = shape[i] < 1 || size > Integer.MAX_VALUE ? Long.MAX_VALUE : size * shape[i];
    }
    if (size != file.length - header) {
      String says = Arrays.toString(shape) + " elements and holds " + (file.length - header);
      throw unreadable(name, "says that it holds " + says);
    }
    return new Idx(shape, Arrays.copyOfRange(file, header, file.length));
  }

  private static UnreadableException unreadable(String name, String what) {
    return new UnreadableException(name + " " + what, null);
  }
}
