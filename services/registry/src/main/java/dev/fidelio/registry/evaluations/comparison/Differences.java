package dev.fidelio.registry.evaluations.comparison;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds the values in which several maps differ. */
final class Differences {

  private Differences() {}

  /** The names whose values are not the same in all of them, in their order. */
  static List<String> names(List<? extends Map<String, ?>> each) {
    Set<String> names = new LinkedHashSet<>();
    each.forEach(one -> names.addAll(one.keySet()));
    return names.stream()
        .filter(name -> differ(each.stream().map(one -> (Object) one.get(name)).toList()))
        .toList();
  }

  /** Whether the values are not all the same; one that is absent is null. */
  static boolean differ(List<?> values) {
    return values.stream().anyMatch(value -> !Objects.equals(value, values.get(0)));
  }
}
