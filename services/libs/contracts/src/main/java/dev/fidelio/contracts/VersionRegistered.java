package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/**
 * A trained model has become a version.
 *
 * @param model the model
 * @param sequence number among the model's facts, from 1, without gaps
 * @param version number of the version, from 1
 * @param experimentId the experiment
 * @param checkpoint its weights
 * @param datasetDigest what it was trained on
 */
@RecordBuilder
public record VersionRegistered(
    String model,
    long sequence,
    int version,
    String experimentId,
    Artifact checkpoint,
    String datasetDigest)
    implements ModelFact {

  public VersionRegistered {
    Constraints.requireName(model, "model");
    Constraints.requirePositive(sequence, "sequence");
    Constraints.requirePositive(version, "version");
    Constraints.requireName(experimentId, "experimentId");
    Objects.requireNonNull(checkpoint, "checkpoint");
    Constraints.requireDigest(datasetDigest, "datasetDigest");
  }

  @Override
  public void accept(Visitor visitor) {
    visitor.visit(this);
  }
}
