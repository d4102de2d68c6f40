package dev.fidelio.contracts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request is invalid.
 *
 * @param experimentId the experiment
 * @param wantedId the id that the request asked for, if a different request has taken it; absent
 *     otherwise
 * @param violations everything that is wrong with the request with the request
 * @param source the record that was rejected
 */
public record ExperimentRejected(
    String experimentId, String wantedId, List<Violation> violations, Coordinates source)
    implements ExperimentFact {

  public ExperimentRejected {
    Constraints.requireName(experimentId, "experimentId");
    Constraints.optional(wantedId, "wantedId", Constraints::requireName);
    Objects.requireNonNull(source, "source");
    violations = violations == null ? List.of() : List.copyOf(violations);
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.REJECTED;
  }

  @Override
  public Optional<FactName> factName() {
    return Optional.of(FactName.of("decision"));
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
