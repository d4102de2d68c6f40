package dev.fidelio.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.CharacterCodingException;

/** Reads JSON that users send, and rejects input that parsers interpret differently. */
final class StrictJson {

  /** The largest value, in bytes. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private StrictJson() {}

  /** What was read: the one or the other, and null for the other. */
  record ParsedJson(JsonNode root, Violation violation) {

    private static ParsedJson wrong(String value, String allowed) {
      return new ParsedJson(null, new Violation("", value, allowed));
    }
  }

  /**
   * Reads a value.
   *
   * @param value the bytes as sent; null is a violation like any other
   */
  static ParsedJson read(byte[] value) {
    if (value == null || value.length == 0) {
      return ParsedJson.wrong("nothing", "a JSON object");
    }
    if (value.length > MAX_BYTES) {
      return ParsedJson.wrong(value.length + " bytes", "at most " + MAX_BYTES + " bytes");
    }
    try {
      JsonNode root = STRICT.readTree(Json.text(value));
      return Texts.areIn(root)
          ? new ParsedJson(root, null)
          : ParsedJson.wrong(
              "an invalid character", "text without NUL and without halves of surrogate pairs");
    } catch (CharacterCodingException e) {
      return ParsedJson.wrong("bytes that are not UTF-8", "JSON in UTF-8");
    } catch (JsonProcessingException e) {
      String found = "not JSON: " + e.getOriginalMessage();
      return ParsedJson.wrong(Violation.shortened(found), "a JSON object");
    }
  }
}
