package dev.fidelio.contracts;

import java.util.Objects;

/**
 * Score an evaluation set.
 *
 * @param experiment the experiment
 * @param datasetDigest the data set, by content
 * @param evaluation name of the evaluation
 * @param images the samples, uint8, N × height × width, npy
 * @param labels their labels, uint8, N, npy
 */
public record EvaluationRequested(
    Experiment experiment,
    String datasetDigest,
    String evaluation,
    Artifact images,
    Artifact labels)
    implements Request {

  public EvaluationRequested {
    Objects.requireNonNull(experiment, "experiment");
    Constraints.requireDigest(datasetDigest, "datasetDigest");
    Constraints.requireName(evaluation, "evaluation");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(labels, "labels");
  }

  @Override
  public Topic topic() {
    return Topic.EVALUATION_REQUESTED;
  }
}
