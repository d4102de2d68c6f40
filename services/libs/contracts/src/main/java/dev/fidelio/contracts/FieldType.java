package dev.fidelio.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a field of a request may hold.
 *
 * @param allowed the allowed values in words, for violations
 * @param value the value of a node; empty if the node is not allowed
 */
record FieldType<T>(String allowed, Function<JsonNode, Optional<T>> value) {

  static FieldType<Long> integer(long least, long most) {
    return new FieldType<>(
        "an integer from " + least + " to " + most,
        node ->
            Optional.of(node)
                .filter(number -> number.isIntegralNumber() && number.canConvertToLong())
                .map(JsonNode::longValue)
                .filter(number -> number >= least && number <= most));
  }

  static FieldType<Double> decimal(double least, double most) {
    return new FieldType<>(
        "a number from " + least + " to " + most,
        node ->
            Optional.of(node)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .filter(number -> number >= least && number <= most));
  }

  static FieldType<Boolean> flag() {
    return new FieldType<>(
        "true or false",
        node -> Optional.of(node).filter(JsonNode::isBoolean).map(JsonNode::booleanValue));
  }

  static FieldType<String> text(int maxLength) {
    return new FieldType<>(
        "text of at most " + maxLength + " characters",
        node -> text(node).filter(text -> text.length() <= maxLength));
  }

  static FieldType<String> matching(Pattern pattern, String allowed) {
    return new FieldType<>(
        allowed, node -> text(node).filter(text -> pattern.matcher(text).matches()));
  }

  static FieldType<String> name() {
    return matching(Ids.NAME, "a name such as mnist-cvae (" + Ids.NAME.pattern() + ")");
  }

  static FieldType<String> oneOf(Set<String> values) {
    return new FieldType<>(
        "one of " + String.join(", ", new TreeSet<>(values)),
        node -> text(node).filter(values::contains));
  }

  /** A list of up to {@code most} names. */
  static FieldType<List<String>> names(int most) {
    return list("a list of up to " + most + " names (" + Ids.NAME.pattern() + ")", name(), 0, most);
  }

  /** A list of 1 to {@code maxLength} integers from 1 to {@code most}. */
  static FieldType<List<Integer>> integers(int maxLength, int most) {
    return list(
        "1 to " + maxLength + " integers from 1 to " + most,
        integer(1, most).map(Long::intValue),
        1,
        maxLength);
  }

  /** A list of values by their names, each once. */
  static <T> FieldType<List<T>> listOf(Map<String, T> values) {
    Set<String> names = values.keySet();
    String allowed = "a list of " + String.join(", ", new TreeSet<>(names));
    return list(allowed, oneOf(names), 0, Integer.MAX_VALUE)
        .map(chosen -> chosen.stream().distinct().map(values::get).toList());
  }

  /** An object of up to {@code most} strings; names and strings of up to {@code maxLength}. */
  static FieldType<Map<String, String>> texts(int most, int maxLength) {
    FieldType<String> text = text(maxLength);
    return new FieldType<>(
        "up to " + most + " strings of up to " + maxLength + " characters, by name",
        node -> {
          Map<String, String> texts = new LinkedHashMap<>();
          for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = entry.getKey();
            Optional<String> value = text.value.apply(entry.getValue());
            if (name.isEmpty() || name.length() > maxLength || value.isEmpty()) {
              return Optional.empty();
            }
            texts.put(name, value.get());
          }
          return node.isObject() && texts.size() <= most ? Optional.of(texts) : Optional.empty();
        });
  }

  private <R> FieldType<R> map(Function<T, R> conversion) {
    return new FieldType<>(allowed, node -> value.apply(node).map(conversion));
  }

  private static <T> FieldType<List<T>> list(
      String allowed, FieldType<T> element, int least, int most) {
    return new FieldType<>(
        allowed,
        node -> {
          List<T> values = new ArrayList<>();
          node.forEach(each -> element.value.apply(each).ifPresent(values::add));
          boolean isAllowed =
              node.isArray()
                  && values.size() == node.size()
                  && values.size() >= least
                  && values.size() <= most;
          return isAllowed ? Optional.of(values) : Optional.empty();
        });
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node.textValue());
  }
}
