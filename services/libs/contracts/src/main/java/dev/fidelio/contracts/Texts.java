package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Strings that UTF-8 and every database can hold; JSON escapes can express others. */
final class Texts {

  /** The longest text for a person, in characters; what is longer is cut. */
  static final int MAX = 10_000;

  private static final int REPLACEMENT = 0xFFFD;

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

  /** Whether a string holds neither NUL nor half of a surrogate pair. */
  static boolean isText(String text) {
    return text.codePoints().allMatch(Texts::isCharacter);
  }

  /**
   * A text for a person, such as an exception's message, in a form that every part can hold: what
   * no database can hold is replaced, and what is too long is cut.
   */
  static String forPeople(String text) {
    if (text == null || text.length() <= MAX && isText(text)) {
      return text;
    }
    StringBuilder held = new StringBuilder();
    text.codePoints()
        .limit(MAX)
        .map(each -> isCharacter(each) ? each : REPLACEMENT)
        .takeWhile(each -> held.length() + Character.charCount(each) < MAX)
        .forEach(held::appendCodePoint);
    return text.length() > MAX ? held.append('…').toString() : held.toString();
  }

  private static boolean isCharacter(int codePoint) {
    return codePoint != 0
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}
