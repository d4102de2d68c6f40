package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/**
 * An alias was removed by a user's decision.
 *
 * @param model the model
 * @param sequence number among the model's facts, from 1, without gaps
 * @param alias the alias
 * @param previousVersion the version it pointed to
 * @param by who decided
 * @param verified whether that person's identity was checked
 * @param reason why; absent where none was given
 */
@RecordBuilder
public record AliasRemoved(
    String model,
    long sequence,
    String alias,
    int previousVersion,
    String by,
    boolean verified,
    String reason)
    implements ModelFact {

  public AliasRemoved {
    Constraints.requireName(model, "model");
    Constraints.requirePositive(sequence, "sequence");
    Constraints.requireAlias(alias, "alias");
    Constraints.requirePositive(previousVersion, "previousVersion");
    Objects.requireNonNull(by, "by");
    by = Texts.forPeople(by);
    reason = Texts.forPeople(reason);
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
