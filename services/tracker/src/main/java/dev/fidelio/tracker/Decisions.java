package dev.fidelio.tracker;

import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.VersionRegistered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last decision about every alias, and the versions that there are, as far as heard. */
final class Decisions {

  private final Map<List<Object>, Decision> aliases = new ConcurrentHashMap<>();
  private final Map<List<Object>, VersionRegistered> versions = new ConcurrentHashMap<>();

  /** Hears a fact, perhaps not for the first time. */
  void hear(Payload fact) {
    Decision.of(fact)
        .ifPresent(
            decision ->
                aliases.merge(
                    List.of(decision.model(), decision.alias()), decision, Decision::later));
    if (fact instanceof VersionRegistered version) {
      versions.put(List.of(version.model(), version.version()), version);
    }
  }

  List<Decision> all() {
    return List.copyOf(aliases.values());
  }

  /** The version that an alias shall point to. */
  Optional<VersionRegistered> version(Decision decision) {
    return Optional.ofNullable(decision.version())
        .map(number -> versions.get(List.<Object>of(decision.model(), number)));
  }
}
