package dev.fidelio.tracker.models;

import dev.fidelio.contracts.AliasDrifted;
import dev.fidelio.contracts.AliasMended;
import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.AliasRemoved;
import dev.fidelio.contracts.ModelFact;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.VersionArchived;
import dev.fidelio.contracts.VersionRegistered;
import java.util.Optional;

/**
 * A decision of the registry about an alias.
 *
 * @param sequence the sequence number of the model's fact
 * @param version the version that the alias points to; null if the alias was removed
 */
public record AliasDecision(String model, String alias, long sequence, Integer version) {

  /** The decision that a fact announces; empty for other facts. */
  public static Optional<AliasDecision> of(Payload fact) {
    DecisionReader decisionReader = new DecisionReader();
    if (fact instanceof ModelFact modelFact) {
      modelFact.accept(decisionReader);
    }
    return Optional.ofNullable(decisionReader.decision);
  }

  /** The later one of two about the same alias. */
  static AliasDecision later(AliasDecision one, AliasDecision other) {
    return one.sequence >= other.sequence ? one : other;
  }

  private static final class DecisionReader implements ModelFact.Visitor {

    private AliasDecision decision;

    @Override
    public void visit(VersionRegistered registered) {}

    @Override
    public void visit(VersionArchived archived) {}

    @Override
    public void visit(AliasMoved moved) {
      decision = new AliasDecision(moved.model(), moved.alias(), moved.sequence(), moved.version());
    }

    @Override
    public void visit(AliasRemoved removed) {
      decision = new AliasDecision(removed.model(), removed.alias(), removed.sequence(), null);
    }

    /** What was found in MLflow, not what was decided. */
    @Override
    public void visit(AliasDrifted drifted) {}

    @Override
    public void visit(AliasMended mended) {}
  }
}
