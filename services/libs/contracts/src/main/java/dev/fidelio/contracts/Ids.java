package dev.fidelio.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids and digests that follow from content, so that the same content has the same id anywhere. */
public final class Ids {

  /** What experiment ids and model names look like. */
  public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /** What aliases look like: as in MLflow, which reserves {@code latest} and {@code v1}. */
  public static final Pattern ALIAS =
      Pattern.compile("(?!(?i:latest|v[0-9]+)$)[A-Za-z0-9_-]{1,255}");

  /** What is allowed for an alias, for a person. */
  public static final String ALIAS_ALLOWED =
      "a name such as champion: 1 to 255 letters, digits, _ and -, but not latest and not v1";

  private static final UUID NAMESPACE = UUID.fromString("6f2a7c1e-9d43-5b8a-8e55-3f1d0c7b2a94");

  private Ids() {}

  /** The id of a request without one: a redelivery of the record is the same experiment. */
  public static String ofRecord(Coordinates record) {
    return nameBased(record + "/" + record.timestamp().toEpochMilli());
  }

  /**
   * The seed of a request without one, from 0 to 2⁵³ − 1, which every JSON reader holds exactly.
   */
  public static long seedOf(String experimentId) {
    return ByteBuffer.wrap(digest("SHA-256", experimentId.getBytes(StandardCharsets.UTF_8)))
            .getLong()
        >>> 11;
  }

  /** A version 5 UUID (RFC 9562, section 5.5) in this project's name space. */
  public static String nameBased(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer named = ByteBuffer.allocate(16 + text.length);
    named.putLong(NAMESPACE.getMostSignificantBits()).putLong(NAMESPACE.getLeastSignificantBits());
    ByteBuffer hash = ByteBuffer.wrap(digest("SHA-1", named.put(text).array()));
    long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
    long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
