package dev.fidelio.contracts;

import java.util.Objects;
import java.util.Optional;

/**
 * A request was accepted and is queued.
 *
 * @param experiment the request with every default filled in
 * @param datasetDigest the data set by content; absent while it is not in the store
 * @param source the record that was accepted
 */
public record ExperimentAccepted(Experiment experiment, String datasetDigest, Coordinates source)
    implements ExperimentFact {

  public ExperimentAccepted {
    Objects.requireNonNull(experiment, "experiment");
    Constraints.optional(datasetDigest, "datasetDigest", Constraints::requireDigest);
    Objects.requireNonNull(source, "source");
  }

  @Override
  public String experimentId() {
    return experiment.experimentId();
  }

  @Override
  public ExperimentState state() {
    return ExperimentState.QUEUED;
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
