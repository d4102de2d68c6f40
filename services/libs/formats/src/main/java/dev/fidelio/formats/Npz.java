package dev.fidelio.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** NumPy's format for several arrays, as {@code numpy.load} reads it: a zip of NPY files. */
public final class Npz {

  /** The modification time of every entry, so that equal arrays give equal bytes. */
  private static final LocalDateTime MODIFIED = LocalDateTime.of(2000, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Writes the arrays uncompressed: random numbers do not compress, and a caller is waiting.
   *
   * @param arrays NPY files by array name, in the order in which they are written
   */
  public static byte[] write(Map<String, byte[]> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        zip.putNextEntry(entry(array.getKey() + ".npy", array.getValue()));
        zip.write(array.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(MODIFIED);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    return entry;
  }
}
