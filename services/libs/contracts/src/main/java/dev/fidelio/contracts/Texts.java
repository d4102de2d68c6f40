package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Strings that UTF-8 and every database can hold; JSON escapes can express others. */
final class Texts {

  private Texts() {}

  /** Whether no name and no value holds NUL or half of a surrogate pair. */
  static boolean areIn(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!isText(field.getKey())) {
        return false;
      }
    }
    for (JsonNode child : node) {
      if (!areIn(child)) {
        return false;
      }
    }
    return !node.isTextual() || isText(node.textValue());
  }

  private static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(
            each ->
                each == 0 || each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
  }
}
