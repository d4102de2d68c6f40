package dev.fidelio.bench.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was checked, how many of each, and what was wrong. */
final class Findings {

  private final Map<String, Long> seen = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /** Counts more checked items of a kind. */
  void saw(String what, long count) {
    seen.merge(what, count, Long::sum);
  }

  /** Records a problem. */
  void wrong(String what) {
    wrong.add(what);
  }

  /** Records a problem unless the condition holds. */
  void require(boolean holds, String otherwise) {
    if (!holds) {
      wrong(otherwise);
    }
  }

  /** Records a problem unless the two are equal. */
  void requireEqual(Object found, Object expected, String of) {
    if (!found.equals(expected)) {
      wrong("%s: found %s, expected %s".formatted(of, found, expected));
    }
  }

  /** How many of each kind were checked. */
  Map<String, Long> seen() {
    return new LinkedHashMap<>(seen);
  }

  /** All problems; empty if there are none. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }
}
