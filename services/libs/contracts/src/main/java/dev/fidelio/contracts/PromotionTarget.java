package dev.fidelio.contracts;

/**
 * The promotion of an experiment's model after its evaluation, if it passes the gate.
 *
 * @param alias the alias to point to the model
 */
public record PromotionTarget(String alias) {

  public PromotionTarget {
    Constraints.requireAlias(alias, "alias");
  }
}
