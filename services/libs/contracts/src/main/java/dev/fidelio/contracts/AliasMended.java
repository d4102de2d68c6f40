package dev.fidelio.contracts;

import java.time.Instant;
import java.util.Objects;

/**
 * MLflow holds the alias again as it was decided.
 *
 * @param model the model
 * @param alias the alias
 * @param driftedAt when it was noticed that it did not: the time of the {@link AliasDrifted}
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
