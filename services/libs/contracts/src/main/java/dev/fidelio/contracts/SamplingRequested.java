package dev.fidelio.contracts;

import java.util.Objects;

/**
 * Draw an evaluation set from a trained model.
 *
 * @param experiment the experiment
 * @param datasetDigest the data set, by content
 * @param evaluation name of the evaluation; the first is {@code default}
 * @param checkpoint the trained model
 */
public record SamplingRequested(
    Experiment experiment, String datasetDigest, String evaluation, Artifact checkpoint)
    implements Request {

  public SamplingRequested {
    Objects.requireNonNull(experiment, "experiment");
    Constraints.requireDigest(datasetDigest, "datasetDigest");
    Constraints.requireName(evaluation, "evaluation");
    Objects.requireNonNull(checkpoint, "checkpoint");
  }

  @Override
  public Topic topic() {
    return Topic.SAMPLING_REQUESTED;
  }
}
