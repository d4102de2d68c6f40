package dev.fidelio.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.contracts.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A call's body: a JSON object, which most calls may leave out. */
public final class JsonBody {

  /** The longest reason for a decision, in characters. */
  public static final int MAX_REASON = 500;

  private JsonBody() {}

  /**
   * The object, empty where nothing was sent; what is wrong with it is collected.
   *
   * @param fields the ones that it may have
   */
  public static ObjectNode read(
      byte[] body, Set<String> fields, RequestParameters requestParameters) {
    if (body == null || body.length == 0) {
      return Json.mapper().createObjectNode();
    }
    JsonNode root = root(body);
    if (!(root instanceof ObjectNode object)) {
      requestParameters.refuse(
          "", root == null ? "not JSON" : root.toString(), "a JSON object, or nothing");
      return Json.mapper().createObjectNode();
    }
    for (String field : (Iterable<String>) object::fieldNames) {
      if (!fields.contains(field)) {
        requestParameters.refuse(
            field, object.get(field).toString(), "only the fields " + String.join(", ", fields));
      }
    }
    return object;
  }

  /**
   * The object of a call that needs one, whatever its fields.
   *
   * @throws ProblemException if the body is none
   */
  public static ObjectNode required(byte[] body) {
    if (root(body) instanceof ObjectNode object) {
      return object;
    }
    throw ProblemException.badRequest(
        List.of(new Violation("", "no JSON object", "a JSON object")));
  }

  /** A text that the log and the database can hold; null where there is none. */
  public static String text(
      ObjectNode body, String field, int longest, RequestParameters requestParameters) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || !isText(value.textValue(), longest)) {
      requestParameters.refuse(field, value.toString(), allowed(longest));
    }
    return value.textValue();
  }

  /** Refuses a text that is sent in another way, where the log or the database cannot hold it. */
  public static void checkText(
      String field, String text, int longest, RequestParameters requestParameters) {
    if (text != null && !isText(text, longest)) {
      requestParameters.refuse(field, text, allowed(longest));
    }
  }

  private static boolean isText(String text, int longest) {
    return text.length() <= longest
        && text.indexOf('\0') < 0
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static String allowed(int longest) {
    return "text of at most " + longest + " characters";
  }

  private static JsonNode root(byte[] body) {
    try {
      return Json.read(body, JsonNode.class);
    } catch (UnreadableException e) {
      return null;
    }
  }
}
