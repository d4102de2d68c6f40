package dev.fidelio.contracts;

/**
 * What a fact alone says about its subject, such as {@code epoch/5} of an experiment. A stage or an
 * epoch has one outcome, so of several facts with one name the first on the log stands, in every
 * projection.
 *
 * @param kind such as {@code epoch} or {@code evaluation/default}
 * @param number of the epoch or the attempt, from 1; 0 where there is only one
 */
public record FactName(String kind, int number) {

  static FactName of(String kind) {
    return new FactName(kind, 0);
  }

  @Override
  public String toString() {
    return number == 0 ? kind : kind + "/" + number;
  }
}
