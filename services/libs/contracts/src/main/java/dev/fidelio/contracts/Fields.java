package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    StrictJson.ParsedJson parsed = StrictJson.read(value);
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

  /** A name; null, with a violation, if it is malformed, or absent and required. */
  String name(String field, String defaultName) {
    return defaultName == null
        ? required(field, FieldType.name())
        : read(field, FieldType.name(), defaultName, null);
  }

  /** A name; null if it is absent, or, with a violation, malformed. */
  public String optionalName(String field) {
    return read(field, FieldType.name(), null, null);
  }

  /** An alias; null, with a violation, if it is malformed or absent. */
  String alias(String field) {
    return required(field, FieldType.matching(Ids.ALIAS, Ids.ALIAS_ALLOWED));
  }

  /** One of these values; otherwise the default, with a violation. */
  public String oneOf(String field, String defaultValue, Set<String> values) {
    return read(field, FieldType.oneOf(values), defaultValue);
  }

  /** A list of values by their names, each once; empty if the field is absent. */
  <T> List<T> listOf(String field, Map<String, T> values) {
    return read(field, FieldType.listOf(values), List.of());
  }

  /** An integer within these bounds; otherwise the default, with a violation. */
  public long integer(String field, long defaultValue, long least, long most) {
    return read(field, FieldType.integer(least, most), defaultValue);
  }

  /** A number within these bounds; otherwise the default, with a violation. */
  public double decimal(String field, double defaultValue, double least, double most) {
    return read(field, FieldType.decimal(least, most), defaultValue);
  }

  /** True or false; otherwise the default, with a violation unless it is absent. */
  public boolean flag(String field, boolean defaultValue) {
    return read(field, FieldType.flag(), defaultValue);
  }

  /**
   * A text; null if it is absent or null, or, with a violation, if it is too long or not a text.
   */
  public String optionalText(String field, int maxLength) {
    return take(field).isNull() ? null : read(field, FieldType.text(maxLength), null);
  }

  /** A list of up to {@code most} names; otherwise the default, with a violation. */
  public List<String> names(String field, List<String> defaultValue, int most) {
    return read(field, FieldType.names(most), defaultValue);
  }

  /** A list of 1 to {@code maxLength} integers from 1 to {@code most}. */
  List<Integer> integers(String field, List<Integer> defaultValue, int maxLength, int most) {
    return read(field, FieldType.integers(maxLength, most), defaultValue);
  }

  /** An object of up to {@code max} strings of up to {@code maxLength} characters each. */
  Map<String, String> texts(
      String field, int max, int maxLength, Map<String, String> defaultValue) {
    return read(field, FieldType.texts(max, maxLength), defaultValue, Map.of());
  }

  /** A field's value as sent; a missing node if it is absent. */
  public JsonNode value(String field) {
    return take(field);
  }

  /** Whether the field is present; either way it is one of those that the object may have. */
  public boolean has(String field) {
    known.add(field);
    return object.has(field);
  }

  /** Refuses a field's value, whatever it is. */
  public void refuse(String field, String allowed) {
    refuse(field, take(field), allowed);
  }

  /** Refuses every field that no method of this object has read. */
  public void refuseOthers() {
    String allowed = "only the fields " + String.join(", ", known);
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                refuse(field, object.get(field), allowed);
              }
            });
  }

  private JsonNode take(String field) {
    known.add(field);
    return object.path(field);
  }

  private <T> T read(String field, FieldType<T> type, T defaultValue) {
    return read(field, type, defaultValue, defaultValue);
  }

  /**
   * Reads a field.
   *
   * @param absent the value of an absent field
   * @param refused the value that replaces one that is not allowed
   */
  private <T> T read(String field, FieldType<T> type, T absent, T refused) {
    JsonNode node = take(field);
    if (node.isMissingNode()) {
      return absent;
    }
    Optional<T> value = type.value().apply(node);
    if (value.isEmpty()) {
      refuse(field, node, type.allowed());
    }
    return value.orElse(refused);
  }

  /** Null without a violation only where the whole object is absent. */
  private <T> T required(String field, FieldType<T> type) {
    if (!has(field) && !object.isMissingNode()) {
      refuse(field, type.allowed());
    }
    return read(field, type, null);
  }

  private void refuse(String field, JsonNode node, String allowed) {
    violations.add(
        new Violation(
            Violation.shortened(pathOf(field)),
            node.isMissingNode() ? "absent" : Violation.shortened(node.toString()),
            allowed));
  }

  private String pathOf(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
