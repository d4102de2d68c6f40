package dev.fidelio.contracts;

import java.util.Objects;

/**
 * Train this experiment's model.
 *
 * @param experiment what to train
 * @param datasetDigest the data set, by content
 */
public record TrainingRequested(Experiment experiment, String datasetDigest) implements Request {

  public TrainingRequested {
    Objects.requireNonNull(experiment, "experiment");
    Constraints.requireDigest(datasetDigest, "datasetDigest");
  }

  @Override
  public Topic topic() {
    return Topic.TRAINING_REQUESTED;
  }
}
