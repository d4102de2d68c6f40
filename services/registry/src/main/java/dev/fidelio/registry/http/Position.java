package dev.fidelio.registry.http;

import java.time.Instant;

/**
 * A position in a list that is sorted by instant and then by name, newest first: the page holds
 * what comes after it.
 *
 * @param at the instant of the last item of the page before
 * @param name the name of that item
 */
public record Position(Instant at, String name) {

  /** The earliest and the latest instants that PostgreSQL and every client can hold. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /** The start of the first page. */
  public static final Position NEWEST = new Position(LAST, "");

  /** The position that a cursor holds; null if it holds none. */
  public static Position read(String text) {
    String[] parts = text.split(" ", 2);
    Instant at = parts.length < 2 ? null : instant(parts[0]);
    return at == null ? null : new Position(at, parts[1]);
  }

  /** The instant that a cursor holds; null if it is too far away. */
  public static Instant instant(String text) {
    Instant instant = Instant.parse(text);
    return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
  }

  @Override
  public String toString() {
    return at + " " + name;
  }
}
