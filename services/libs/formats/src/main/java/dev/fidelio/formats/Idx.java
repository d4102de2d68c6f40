package dev.fidelio.formats;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The IDX format for arrays of unsigned bytes, as MNIST is published in: two zero bytes, the
 * element type 8, the number of dimensions, the size of each dimension as a big-endian 32-bit
 * integer, then the elements.
 */
public final class Idx {

  private static final int UNSIGNED_BYTES = 0x08;

  private Idx() {}

  /**
   * Reads a file.
   *
   * @param name the file's name, for error messages
   * @param dimensions the number of dimensions that it must have
   * @return the array; each dimension is at least 1
   * @throws MalformedFileException if the file is in another format, is truncated, or has bytes
   *     after its last element
   */
  public static ByteArray read(String name, byte[] file, int dimensions) {
    int magic = UNSIGNED_BYTES << 8 | dimensions;
    int header = headerSize(dimensions);
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (file.length < header || bytes.getInt() != magic) {
      throw new MalformedFileException(
          "%s does not begin with the magic number 0x%08x".formatted(name, magic));
    }
    int[] shape = new int[dimensions];
    long size = 1;
    for (int i = 0; i < dimensions; i++) {
      shape[i] = bytes.getInt();
      size = shape[i] < 1 || size > Integer.MAX_VALUE ? Long.MAX_VALUE : size * shape[i];
    }
    if (size != file.length - header) {
      throw new MalformedFileException(
          "%s declares the shape %s and holds %d bytes of elements"
              .formatted(name, Arrays.toString(shape), file.length - header));
    }
    return new ByteArray(shape, Arrays.copyOfRange(file, header, file.length));
  }

  /**
   * Writes a file.
   *
   * @param elements the elements, the last dimension varying fastest
   */
  public static byte[] write(byte[] elements, int... shape) {
    ByteBuffer file = ByteBuffer.allocate(headerSize(shape.length) + elements.length);
    file.putInt(UNSIGNED_BYTES << 8 | shape.length);
    for (int size : shape) {
      file.putInt(size);
    }
    return file.put(elements).array();
  }

  private static int headerSize(int dimensions) {
    return Integer.BYTES + Integer.BYTES * dimensions;
  }
}
