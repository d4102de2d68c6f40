package dev.fidelio.contracts;

import java.util.Objects;

/**
 * Live progress of a training: a signal that Kafka retains for a day and no service stores.
 *
 * @param experimentId the experiment
 * @param attempt the number of the claim under which this was done, from 1
 * @param epoch the epoch under way
 * @param epochs how many there will be
 * @param step steps of this epoch done
 * @param steps steps of an epoch
 * @param loss mean loss per image in this epoch so far
 * @param imagesPerSecond speed in this epoch so far
 */
public record TrainingProgressed(
    String experimentId,
    int attempt,
    int epoch,
    int epochs,
    int step,
    int steps,
    double loss,
    double imagesPerSecond)
    implements Payload {

  public TrainingProgressed {
    Objects.requireNonNull(experimentId, "experimentId");
  }

  @Override
  public Topic topic() {
    return Topic.TRAINING_PROGRESSED;
  }

  @Override
  public String key() {
    return experimentId;
  }
}
