package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The fields of one JSON object, read one by one; what is wrong with them is collected. */
public final class Fields {

  private final JsonNode object;
  private final String path;
  private final List<Violation> violations;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(JsonNode object, String path, List<Violation> violations) {
    this.object = object;
    this.path = path;
    this.violations = violations;
  }

  /** The fields of {@code node}; if that is no object this is a violation and it has none. */
  public static Fields of(JsonNode node, String path, List<Violation> violations) {
    if (!node.isObject() && !node.isMissingNode()) {
      violations.add(new Violation(path, Violation.shortened(node.toString()), "a JSON object"));
      return new Fields(MissingNode.getInstance(), path, violations);
    }
    if (path.isEmpty() && node.isMissingNode()) {
      violations.add(new Violation(path, "nothing", "a JSON object"));
    }
    return new Fields(node, path, violations);
  }

  /**
   * The fields of an object as a user has sent it, read strictly: a key that occurs twice, anything
   * behind the object, text that is not UTF-8 or more than 64 KiB is one violation of the whole,
   * and the object then has no fields.
   *
   * @param value the bytes as sent; null or empty is a violation as well
   * @param violations gets everything that is wrong
   */
  public static Fields sent(byte[] value, List<Violation> violations) {
    StrictJson.Parsed parsed = StrictJson.read(value);
    if (parsed.violation() == null) {
      return of(parsed.root(), "", violations);
    }
    violations.add(parsed.violation());
    return none(violations);
  }

  /** An object without fields, such as that of a body that was left out. */
  public static Fields none(List<Violation> violations) {
    return new Fields(MissingNode.getInstance(), "", violations);
  }

  Fields object(String field) {
    return of(take(field), pathOf(field), violations);
  }

  /** A name; null, with a violation, where it is malformed or where it is absent and required. */
  String name(String field, String defaultName) {
    return take(field).isMissingNode() && defaultName != null
        ? defaultName
        : text(field, Ids.NAME, "a name such as mnist-cvae (" + Ids.NAME.pattern() + ")");
  }

  /** A name; null where it is absent, or malformed, which is a violation. */
  public String optionalName(String field) {
    return has(field) ? name(field, null) : null;
  }

  /** An alias; null, with a violation, where it is malformed or absent. */
  String alias(String field) {
    return text(field, Ids.ALIAS, Ids.ALIAS_ALLOWED);
  }

  /** Refuses a field's value, whatever it is. */
  public void refuse(String field, String allowed) {
    refuse(field, take(field), allowed, null);
  }

  /** One of these values; the default, with a violation, where it is another. */
  public String oneOf(String field, String defaultValue, Set<String> values) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return defaultValue;
    }
    return node.isTextual() && values.contains(node.textValue())
        ? node.textValue()
        : refuse(field, node, "one of " + String.join(", ", new TreeSet<>(values)), defaultValue);
  }

  /** Whether the field is present; either way it is one of those that the object may have. */
  public boolean has(String field) {
    known.add(field);
    return object.has(field);
  }

  /** A list of values by their names, each once; none where the field is absent. */
  <T> List<T> listOf(String field, Map<String, T> values) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>();
    node.forEach(element -> names.add(element.isTextual() ? element.textValue() : null));
    return node.isArray() && values.keySet().containsAll(names)
        ? names.stream().map(values::get).toList()
        : refuse(
            field,
            node,
            "a list of " + String.join(", ", new TreeSet<>(values.keySet())),
            List.of());
  }

  /** An integer within these bounds; the default, with a violation, where it is none. */
  public long integer(String field, long defaultValue, long least, long most) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return defaultValue;
    }
    return isWithin(node, least, most)
        ? node.longValue()
        : refuse(field, node, "an integer from " + least + " to " + most, defaultValue);
  }

  /** A number within these bounds; the default, with a violation, where it is none. */
  public double decimal(String field, double defaultValue, double least, double most) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return defaultValue;
    }
    double value = node.doubleValue();
    return node.isNumber() && value >= least && value <= most
        ? value
        : refuse(field, node, "a number from " + least + " to " + most, defaultValue);
  }

  /** True or false; the default where it is absent, or anything else, which is a violation. */
  public boolean flag(String field, boolean defaultValue) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return defaultValue;
    }
    return node.isBoolean()
        ? node.booleanValue()
        : refuse(field, node, "true or false", defaultValue);
  }

  /** A text; null where it is absent or null, or too long or no text, which is a violation. */
  public String optionalText(String field, int maxLength) {
    JsonNode node = take(field);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return node.isTextual() && node.textValue().length() <= maxLength
        ? node.textValue()
        : refuse(field, node, "text of at most " + maxLength + " characters", null);
  }

  /** A field's value as it was sent; a missing node where it is absent. */
  public JsonNode value(String field) {
    return take(field);
  }

  /** A list of up to {@code most} names; the default, with a violation, where it is none. */
  public List<String> names(String field, List<String> defaultValue, int most) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return defaultValue;
    }
    List<String> names = new ArrayList<>();
    node.forEach(element -> names.add(element.isTextual() ? element.textValue() : ""));
    boolean allowed =
        node.isArray()
            && names.size() <= most
            && names.stream().allMatch(name -> Ids.NAME.matcher(name).matches());
    return allowed
        ? names
        : refuse(
            field,
            node,
            "a list of up to " + most + " names (" + Ids.NAME.pattern() + ")",
            defaultValue);
  }

  /** A list of 1 to {@code maxLength} integers from 1 to {@code most}. */
  List<Integer> integers(String field, List<Integer> defaultValue, int maxLength, int most) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return defaultValue;
    }
    List<Integer> values = new ArrayList<>();
    node.forEach(element -> values.add(isWithin(element, 1, most) ? element.intValue() : null));
    boolean allowed =
        node.isArray() && !values.isEmpty() && values.size() <= maxLength && !values.contains(null);
    return allowed
        ? values
        : refuse(field, node, "1 to " + maxLength + " integers from 1 to " + most, defaultValue);
  }

  /** An object of up to {@code max} strings of up to {@code maxLength} characters each. */
  Map<String, String> texts(
      String field, int max, int maxLength, Map<String, String> defaultValue) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return defaultValue;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    boolean allowed = node.isObject() && node.size() <= max;
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String text = entry.getValue().textValue();
      texts.put(entry.getKey(), text);
      allowed &= !entry.getKey().isEmpty() && entry.getKey().length() <= maxLength;
      allowed &= text != null && text.length() <= maxLength;
    }
    String limits = "up to " + max + " strings of up to " + maxLength + " characters, by name";
    return allowed ? texts : refuse(field, node, limits, Map.of());
  }

  /** Refuses every field that no method of this object has read. */
  public void refuseOthers() {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                refuse(
                    field, object.get(field), "only the fields " + String.join(", ", known), null);
              }
            });
  }

  private JsonNode take(String field) {
    known.add(field);
    return object.path(field);
  }

  /** Null without a violation only where the whole object is absent. */
  private String text(String field, Pattern pattern, String allowed) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      if (!object.isMissingNode()) {
        violations.add(new Violation(pathOf(field), "absent", allowed));
      }
      return null;
    }
    return node.isTextual() && pattern.matcher(node.textValue()).matches()
        ? node.textValue()
        : refuse(field, node, allowed, null);
  }

  private static boolean isWithin(JsonNode node, long least, long most) {
    return node.isIntegralNumber()
        && node.canConvertToLong()
        && node.longValue() >= least
        && node.longValue() <= most;
  }

  private <T> T refuse(String field, JsonNode node, String allowed, T instead) {
    violations.add(
        new Violation(
            Violation.shortened(pathOf(field)),
            node.isMissingNode() ? "absent" : Violation.shortened(node.toString()),
            allowed));
    return instead;
  }

  private String pathOf(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
