package dev.fidelio.contracts;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One thing that is wrong with a request.
 *
 * @param field path of the field, such as {@code hyperparameters.epochs}; empty for the whole
 *     request
 * @param value what was sent, shortened
 * @param allowed what would be right
 */
public record Violation(String field, String value, String allowed) {

  private static final int MAX_SHOWN = 80;
  private static final int MAX_LISTED = 100;

  public Violation {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(allowed, "allowed");
    field = Texts.forPeople(field);
    value = Texts.forPeople(value);
    allowed = Texts.forPeople(allowed);
  }

  /** The first 100, and how many more there are: a list that fits into one record. */
  public static List<Violation> listed(List<Violation> violations) {
    if (violations.size() <= MAX_LISTED) {
      return violations;
    }
    int more = violations.size() - MAX_LISTED;
    return Stream.concat(
            violations.stream().limit(MAX_LISTED),
            Stream.of(new Violation("", "and " + more + " more violations", "none")))
        .toList();
  }

  /** What was sent, cut where it is long, but never within a character. */
  public static String shortened(String value) {
    if (value.length() <= MAX_SHOWN) {
      return value;
    }
    boolean isWithin = Character.isHighSurrogate(value.charAt(MAX_SHOWN - 1));
    return value.substring(0, isWithin ? MAX_SHOWN - 1 : MAX_SHOWN) + "…";
  }

  @Override
  public String toString() {
    return (field.isEmpty() ? "request" : field) + ": " + value + " (allowed: " + allowed + ")";
  }
}
