package dev.fidelio.contracts;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text of any script in an HTTP header, which carries bytes and which servers read as ISO 8859-1.
 * ASCII goes as it is; other text goes in the form of RFC 8187, {@code UTF-8''J%C3%BCrgen}. Plain
 * UTF-8, which curl sends, is recognised too.
 */
public final class HeaderText {

  private static final String EXTENDED = "UTF-8''";

  private HeaderText() {}

  /** The text as the value of a header, in printable ASCII. */
  public static String encode(String text) {
    boolean isPlain = text.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
    return isPlain && !text.startsWith(EXTENDED)
        ? text
        : EXTENDED + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * The text of a header's value.
   *
   * @param value as a server read it, one character per byte; bytes that are not UTF-8 stay ISO
   *     8859-1
   * @throws IllegalArgumentException if the value is in the form of RFC 8187, but malformed
   */
  public static String decode(String value) {
    return value.startsWith(EXTENDED)
        ? URLDecoder.decode(
            value.substring(EXTENDED.length()).replace("+", "%2B"), StandardCharsets.UTF_8)
        : utf8(value);
  }

  private static String utf8(String value) {
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException isLatin1) {
      return value;
    }
  }
}
