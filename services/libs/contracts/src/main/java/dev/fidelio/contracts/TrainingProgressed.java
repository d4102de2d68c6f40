package dev.fidelio.contracts;

import io.soabase.recordbuilder.core.RecordBuilder;

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
@RecordBuilder
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
    Constraints.requireName(experimentId, "experimentId");
    Constraints.requirePositive(attempt, "attempt");
    Constraints.requirePositive(epoch, "epoch");
    Constraints.requirePositive(epochs, "epochs");
    Constraints.requireNotNegative(step, "step");
    Constraints.requireNotNegative(steps, "steps");
    Constraints.requireFinite(loss, "loss");
    Constraints.requireFinite(imagesPerSecond, "imagesPerSecond");
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
