package dev.fidelio.contracts;

import java.util.Objects;

/**
 * MLflow holds another alias than was decided: somebody has moved, deleted or added it there. When
 * that was noticed is the message's time.
 *
 * @param model the model
 * @param alias the alias
 * @param sequence the number of the model's fact that says what the alias should be
 * @param expected the version it should point to; absent where there should be no such alias
 * @param found the version it points to; absent where that is none of ours, or there is no alias
 * @param foundInMlflow MLflow's own number of that version; absent where there is no alias
 */
public record AliasDrifted(
    String model,
    String alias,
    long sequence,
    Integer expected,
    Integer found,
    String foundInMlflow)
    implements ModelFact {

  public AliasDrifted {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(alias, "alias");
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
