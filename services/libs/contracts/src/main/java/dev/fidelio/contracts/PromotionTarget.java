package dev.fidelio.contracts;

import java.util.Objects;

/**
 * What an experiment's model shall become once it is evaluated, if the gate lets it through.
 *
 * @param alias the alias that shall point to it
 */
public record PromotionTarget(String alias) {

  public PromotionTarget {
    Objects.requireNonNull(alias, "alias");
  }
}
