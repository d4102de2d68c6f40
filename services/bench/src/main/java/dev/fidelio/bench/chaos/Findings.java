package dev.fidelio.bench.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was looked at, how much of it there was, and what was wrong with it. */
final class Findings {

  private final Map<String, Long> seen = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /** So many more of these were looked at. */
  void saw(String what, long count) {
    seen.merge(what, count, Long::sum);
  }

  /** Something is wrong. */
  void wrong(String what) {
    wrong.add(what);
  }

  /** Something is wrong unless it holds. */
  void require(boolean holds, String otherwise) {
    if (!holds) {
      wrong(otherwise);
    }
  }

  /** Two things that have to be equal. */
  void requireEqual(Object found, Object expected, String of) {
    if (!found.equals(expected)) {
      wrong("%s: found %s, expected %s".formatted(of, found, expected));
    }
  }

  /** How many of each were looked at. */
  Map<String, Long> seen() {
    return new LinkedHashMap<>(seen);
  }

  /** Everything that is wrong; empty if nothing is. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }
}
