package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * MLflow's alias differs from the decision: it was moved, deleted or added in MLflow. The message's
 * time is when the drift was detected.
 *
 * @param model the model
 * @param alias the alias
 * @param sequence the number of the model's fact that decides what the alias should be
 * @param expected the version it should point to; absent where there should be no such alias
 * @param found the version it points to; absent if the registry does not know that version, or if
 *     there is no alias
 * @param foundInMlflow MLflow's own number of that version; absent where there is no alias
 */
@RecordBuilder
public record AliasDrifted(
    String model,
    String alias,
    long sequence,
    Integer expected,
    Integer found,
    String foundInMlflow)
    implements ModelFact {

  public AliasDrifted {
    Constraints.requireName(model, "model");
    Constraints.requireAlias(alias, "alias");
    Constraints.requireNotNegative(sequence, "sequence");
    Constraints.optional(expected, "expected", Constraints::requirePositive);
    Constraints.optional(found, "found", Constraints::requirePositive);
    Constraints.optional(foundInMlflow, "foundInMlflow", Constraints::requireLabel);
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
