package dev.fidelio.contracts;

import java.util.Optional;

/** An immutable statement of what has happened. */
public sealed interface Fact extends Payload permits ExperimentFact, DatasetIngested, ModelFact {

  /**
   * What the fact alone says about its subject: of several facts with one name the first stands.
   * Empty where the last one counts.
   */
  default Optional<FactName> factName() {
    return Optional.empty();
  }
}
