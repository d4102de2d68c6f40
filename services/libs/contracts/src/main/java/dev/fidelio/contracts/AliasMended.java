package dev.fidelio.contracts;

import java.time.Instant;
import java.util.Objects;

/**
 * MLflow's alias matches the decision again.
 *
 * @param model the model
 * @param alias the alias
 * @param driftedAt when the drift was detected: the time of the {@link AliasDrifted}
 */
public record AliasMended(String model, String alias, Instant driftedAt) implements ModelFact {

  public AliasMended {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(driftedAt, "driftedAt");
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
