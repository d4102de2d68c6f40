package dev.fidelio.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The one JSON form: camelCase, instants in ISO 8601, absent values left out. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          // Otherwise a field name beyond the BMP becomes an escape that Jackson cannot read.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          // A number is not a name, even if its digits would form one.
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private static final ObjectReader SENT =
      MAPPER
          .readerFor(JsonNode.class)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private Json() {}

  /**
   * Reads the value of a received record: any JSON, but without duplicate keys in an object and
   * without text that a database cannot store.
   *
   * @throws UnreadableException if it is anything else
   */
  public static JsonNode readSent(byte[] json) {
    try {
      JsonNode read = SENT.readTree(text(json));
      if (read.isMissingNode()) {
        throw new UnreadableException("no JSON", null);
      }
      if (!Texts.areIn(read)) {
        throw new UnreadableException("a text with NUL or half of a surrogate pair", null);
      }
      return read;
    } catch (IOException e) {
      throw new UnreadableException("not JSON: " + e.getMessage(), e);
    }
  }

  /** The mapper, tolerant of fields that it does not know. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** The value as UTF-8 JSON. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /**
   * Decodes JSON. Jackson reads escaped field names beyond the BMP, which many libraries write,
   * from text but not from bytes.
   *
   * @throws CharacterCodingException if the bytes are not UTF-8
   */
  static String text(byte[] utf8) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /**
   * Reads a value back.
   *
   * @throws UnreadableException if the bytes are not JSON or do not fit the type
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(text(json), type);
      if (value == null) {
        throw new UnreadableException("null is not a " + type.getSimpleName(), null);
      }
      return value;
    } catch (IOException e) {
      throw new UnreadableException(
          "not a readable " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a value out of a tree.
   *
   * @throws UnreadableException if the tree does not fit the type
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    try {
      T value = MAPPER.treeToValue(json, type);
      if (value == null) {
        throw new UnreadableException("null is not a " + type.getSimpleName(), null);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new UnreadableException(
          "not a readable " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }
}
