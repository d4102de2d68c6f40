package dev.fidelio.contracts;

import java.time.Instant;

/**
 * MLflow's alias matches the decision again.
 *
 * @param model the model
 * @param alias the alias
 * @param driftedAt when the drift was detected: the time of the {@link AliasDrifted}
 */
public record AliasMended(String model, String alias, Instant driftedAt) implements ModelFact {

  public AliasMended {
    Constraints.requireName(model, "model");
    Constraints.requireAlias(alias, "alias");
    Constraints.requireTime(driftedAt, "driftedAt");
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
