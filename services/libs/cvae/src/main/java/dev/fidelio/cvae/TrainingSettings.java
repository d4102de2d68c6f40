package dev.fidelio.cvae;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;

/**
 * How a network is trained. The number of epochs is not a setting: the caller decides after each
 * epoch whether to continue, and an epoch does not depend on that.
 *
 * @param batchSize images in a step, at least 1; the last step of an epoch takes what is left
 * @param learningRate Adam's step size η, positive and finite
 * @param beta weight of the Kullback-Leibler divergence in the loss, not negative
 * @param seed from which every random number follows
 * @param optimizer what a step does with the gradients; null for {@link Optimizer#ADAM}, as in
 *     checkpoints that are older than the choice
 * @param schedule what changes from step to step; null for {@link StepSchedule#CONSTANT}
 */
@RecordBuilder
public record TrainingSettings(
    int batchSize,
    double learningRate,
    double beta,
    long seed,
    Optimizer optimizer,
    StepSchedule schedule) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of its range
   */
  public TrainingSettings {
    optimizer = Objects.requireNonNullElse(optimizer, Optimizer.ADAM);
    schedule = Objects.requireNonNullElse(schedule, StepSchedule.CONSTANT);
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, not " + batchSize);
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException("learningRate must be positive, not " + learningRate);
    }
    requireNotNegative("beta", beta);
  }

  /** Adam at a constant learning rate. */
  public TrainingSettings(int batchSize, double learningRate, double beta, long seed) {
    this(batchSize, learningRate, beta, seed, Optimizer.ADAM, StepSchedule.CONSTANT);
  }

  /** The same settings with another optimizer. */
  public TrainingSettings with(Optimizer optimizer) {
    return TrainingSettingsBuilder.builder(this).optimizer(optimizer).build();
  }

  /** The same settings with another schedule. */
  public TrainingSettings with(StepSchedule schedule) {
    return TrainingSettingsBuilder.builder(this).schedule(schedule).build();
  }

  /** The learning rate of a step, counted from 1 over all epochs. */
  double learningRate(long step, int stepsOfEpoch) {
    return learningRate * schedule.learningRate(step, stepsOfEpoch);
  }

  /** The weight of the KL divergence in a step. */
  double klWeight(long step, int stepsOfEpoch) {
    return beta * schedule.klWeight(step, stepsOfEpoch);
  }

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must not be negative, not " + value);
    }
  }
}
