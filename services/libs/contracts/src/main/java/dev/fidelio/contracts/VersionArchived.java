package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/**
 * A version was archived by a user's decision: no alias may point to it again.
 *
 * @param model the model
 * @param sequence number among the model's facts, from 1, without gaps
 * @param version number of the version
 * @param by who decided
 * @param verified whether that person's identity was checked
 * @param reason why; absent where none was given
 */
@RecordBuilder
public record VersionArchived(
    String model, long sequence, int version, String by, boolean verified, String reason)
    implements ModelFact {

  public VersionArchived {
    Constraints.requireName(model, "model");
    Constraints.requirePositive(sequence, "sequence");
    Constraints.requirePositive(version, "version");
    Objects.requireNonNull(by, "by");
    by = Texts.forPeople(by);
    reason = Texts.forPeople(reason);
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
