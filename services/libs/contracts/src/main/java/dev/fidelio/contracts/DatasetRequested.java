package dev.fidelio.contracts;

import java.util.Objects;

/**
 * An experiment waits for its data set: make sure that it is in the store, then train.
 *
 * @param experiment the experiment that waits
 */
public record DatasetRequested(Experiment experiment) implements Request {

  public DatasetRequested {
    Objects.requireNonNull(experiment, "experiment");
  }

  @Override
  public Topic topic() {
    return Topic.DATASET_REQUESTED;
  }
}
