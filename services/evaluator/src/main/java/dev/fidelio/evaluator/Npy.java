package dev.fidelio.evaluator;

import dev.fidelio.contracts.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of unsigned bytes from a file in NumPy's format (numpy.lib.format, versions 1 to 3): the
 * magic bytes, the version, the header's length, a Python dictionary with type, order and shape,
 * the elements.
 *
 * @param shape the dimensions
 * @param elements the elements, the last dimension running fastest
 */
record Npy(int[] shape, byte[] elements) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern DESCRIPTION =
      Pattern.compile(
          "\\{'descr': '([^']*)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\),? *}\\s*");

  /**
   * Reads a file.
   *
   * @param name the file's name, for the errors
   * @param dimensions how many dimensions it must have
   * @throws UnreadableException if it is no such file, is cut or too long, or holds another type
   */
  static Npy read(String name, byte[] file, int dimensions) {
    if (file.length < 12 || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
      throw unreadable(name, "is no npy file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = file[6] == 1;
    long header = first ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8) & 0xffffffffL;
    int start = first ? 10 : 12;
    if (start + header > file.length) {
      throw unreadable(name, "is cut within its header");
    }
    String text = new String(file, start, (int) header, StandardCharsets.UTF_8);
    Matcher description = DESCRIPTION.matcher(text);
    if (!description.matches()) {
      throw unreadable(name, "has the header " + text.strip());
    }
    if (!description.group(1).equals("|u1")) {
      throw unreadable(name, "must hold unsigned bytes (|u1), not " + description.group(1));
    }
    if (description.group(2).equals("True")) {
      throw unreadable(name, "holds columns first (fortran_order) and must hold rows first");
    }
    long held = file.length - start - header;
    String shape = description.group(3);
    try {
      int[] sizes = sizes(shape);
      long size = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
      if (sizes.length == dimensions && size == held) {
        return new Npy(sizes, Arrays.copyOfRange(file, (int) (start + header), file.length));
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new UnreadableException(name + " has the impossible shape " + shape, e);
    }
    throw unreadable(
        name,
        "must have %d dimensions, says that its shape is (%s), and holds %d bytes"
            .formatted(dimensions, shape, held));
  }

  private static int[] sizes(String shape) {
    return Pattern.compile(",")
        .splitAsStream(shape)
        .map(String::strip)
        .filter(size -> !size.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static UnreadableException unreadable(String name, String what) {
    return new UnreadableException(name + " " + what, null);
  }
}
