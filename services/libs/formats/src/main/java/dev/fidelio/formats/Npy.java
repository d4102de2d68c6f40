package dev.fidelio.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * NumPy's array format (numpy.lib.format): magic bytes, version, header length, a Python dictionary
 * with element type, order and shape, then the elements. Versions 1 to 3 are read, version 1 is
 * written.
 */
public final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] WRITTEN_VERSION = {1, 0};
  private static final int ALIGNMENT = 64;
  private static final String UNSIGNED_BYTES = "|u1";
  private static final String FLOATS = "<f4";
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\),? *}\\s*");

  private Npy() {}

  /**
   * Reads a file of unsigned bytes.
   *
   * @param name the file's name, for error messages
   * @param dimensions the number of dimensions that it must have
   * @throws MalformedFileException if the file is in another format, is truncated, has bytes after
   *     its last element, or holds another element type
   */
  public static ByteArray read(String name, byte[] file, int dimensions) {
    if (file.length < 12 || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
      throw malformed(name, "is not an npy file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    boolean shortHeader = file[6] == 1;
    long length =
        shortHeader ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8) & 0xffffffffL;
    int start = shortHeader ? 10 : 12;
    if (start + length > file.length) {
      throw malformed(name, "is truncated within its header");
    }
    String text = new String(file, start, (int) length, StandardCharsets.UTF_8);
    Matcher header = HEADER.matcher(text);
    if (!header.matches()) {
      throw malformed(name, "has the unexpected header " + text.strip());
    }
    if (!header.group(1).equals(UNSIGNED_BYTES)) {
      throw malformed(name, "must hold unsigned bytes (|u1), not " + header.group(1));
    }
    if (header.group(2).equals("True")) {
      throw malformed(name, "is stored columns first (fortran_order) and must be rows first");
    }
    int first = (int) (start + length);
    String shape = header.group(3);
    try {
      int[] sizes = sizes(shape);
      long size = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
      if (sizes.length == dimensions && size == file.length - first) {
        return new ByteArray(sizes, Arrays.copyOfRange(file, first, file.length));
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new MalformedFileException(name + " has the impossible shape (" + shape + ")", e);
    }
    throw malformed(
        name,
        "must have %d dimensions, declares the shape (%s), and holds %d bytes"
            .formatted(dimensions, shape, file.length - first));
  }

  /**
   * Writes unsigned bytes.
   *
   * @param elements the elements, the last dimension varying fastest
   */
  public static byte[] write(byte[] elements, int... shape) {
    return file(UNSIGNED_BYTES, shape, elements.length).put(elements).array();
  }

  /**
   * Writes 32-bit floats.
   *
   * @param elements the elements, the last dimension varying fastest
   */
  public static byte[] write(float[] elements, int... shape) {
    ByteBuffer file = file(FLOATS, shape, elements.length * Float.BYTES);
    file.asFloatBuffer().put(elements);
    return file.array();
  }

  /** A file with its header, positioned where the elements begin. */
  private static ByteBuffer file(String type, int[] shape, int bytes) {
    String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining());
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
    int unpadded =
        MAGIC.length + WRITTEN_VERSION.length + Short.BYTES + header.length() + 1; // and \n
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    String padded = header + " ".repeat(padding) + "\n";
    return ByteBuffer.allocate(unpadded + padding + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put(WRITTEN_VERSION)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII));
  }

  private static int[] sizes(String shape) {
    return Pattern.compile(",")
        .splitAsStream(shape)
        .map(String::strip)
        .filter(size -> !size.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static MalformedFileException malformed(String name, String problem) {
    return new MalformedFileException(name + " " + problem);
  }
}
