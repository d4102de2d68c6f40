package dev.fidelio.tracker;

import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.AliasRemoved;
import dev.fidelio.contracts.Payload;
import java.util.Optional;

/**
 * What the registry has decided about an alias.
 *
 * @param sequence the number of the model's fact that says so
 * @param version the version that the alias points to; null where there shall be no such alias
 */
record AliasDecision(String model, String alias, long sequence, Integer version) {

  /** The decision that a fact speaks of; empty where it speaks of none. */
  static Optional<AliasDecision> of(Payload fact) {
    if (fact instanceof AliasMoved moved) {
      return Optional.of(
          new AliasDecision(moved.model(), moved.alias(), moved.sequence(), moved.version()));
    } else if (fact instanceof AliasRemoved removed) {
      return Optional.of(
          new AliasDecision(removed.model(), removed.alias(), removed.sequence(), null));
    }
    return Optional.empty();
  }

  /** The later one of two about the same alias. */
  static AliasDecision later(AliasDecision one, AliasDecision other) {
    return one.sequence >= other.sequence ? one : other;
  }
}
