package dev.fidelio.contracts;

import java.util.Objects;

/**
 * One thing that is wrong with a request.
 *
 * @param field path of the field, such as {@code hyperparameters.epochs}; empty for the whole
 *     request
 * @param value what was sent, shortened
 * @param allowed what would be right
 */
public record Violation(String field, String value, String allowed) {

  public Violation {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(allowed, "allowed");
  }

  @Override
  public String toString() {
    return (field.isEmpty() ? "request" : field) + ": " + value + " (allowed: " + allowed + ")";
  }
}
