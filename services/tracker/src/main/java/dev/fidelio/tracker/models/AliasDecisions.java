package dev.fidelio.tracker.models;

import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.VersionRegistered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last decision about every alias and the registered versions, as far as the log has been read.
 */
public final class AliasDecisions {

  private final Map<List<Object>, AliasDecision> aliases = new ConcurrentHashMap<>();
  private final Map<List<Object>, VersionRegistered> versions = new ConcurrentHashMap<>();

  /** Takes a fact into account, which may be a redelivery. */
  public void hear(Payload fact) {
    AliasDecision.of(fact)
        .ifPresent(
            aliasDecision ->
                aliases.merge(
                    List.of(aliasDecision.model(), aliasDecision.alias()),
                    aliasDecision,
                    AliasDecision::later));
    if (fact instanceof VersionRegistered version) {
      versions.put(List.of(version.model(), version.version()), version);
    }
  }

  public List<AliasDecision> all() {
    return List.copyOf(aliases.values());
  }

  /** The version that an alias must point to. */
  public Optional<VersionRegistered> version(AliasDecision aliasDecision) {
    return Optional.ofNullable(aliasDecision.version())
        .map(number -> versions.get(List.<Object>of(aliasDecision.model(), number)));
  }
}
