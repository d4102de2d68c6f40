package dev.fidelio.cvae;

/**
 * How the learning rate and the weight of the KL divergence change from step to step.
 *
 * <p>The learning rate rises linearly over the warm-up's steps to its full value; then it stays, or
 * falls along half a cosine towards 0 at the last step (Loshchilov and Hutter: SGDR, 2017, without
 * restarts). The weight of the KL divergence rises linearly over the steps of its own warm-up
 * (Bowman et al. 2016). With S steps an epoch, step t of T = epochs · S and w = warmUpEpochs · S:
 *
 * <pre>
 * t ≤ w: t / w          t > w: 1, or ½ (1 + cos(π (t − 1 − w) / (T − w)))
 * </pre>
 *
 * @param shape of the learning rate after the warm-up
 * @param epochs over which a cosine falls, at least 1 there
 * @param warmUpEpochs epochs in which the learning rate rises, parts of one too; 0 for none
 * @param klWarmUpEpochs epochs in which the weight of the KL divergence rises; 0 for none
 */
public record StepSchedule(Shape shape, int epochs, double warmUpEpochs, double klWarmUpEpochs) {

  /** What the learning rate does after the warm-up. */
  public enum Shape {
    CONSTANT,
    COSINE
  }

  /** Everything stays as it is. */
  public static final StepSchedule CONSTANT = new StepSchedule(Shape.CONSTANT, 0, 0, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of its range
   */
  public StepSchedule {
    TrainingSettings.requireNotNegative("warmUpEpochs", warmUpEpochs);
    TrainingSettings.requireNotNegative("klWarmUpEpochs", klWarmUpEpochs);
    if (shape == Shape.COSINE && !(epochs >= 1 && warmUpEpochs <= epochs)) {
      throw new IllegalArgumentException(
          "a cosine needs at least 1 epoch and a warm-up within its epochs, not %d and %s"
              .formatted(epochs, warmUpEpochs));
    }
  }

  /**
   * The learning rate of a step as a part of the full one, 0 to 1.
   *
   * @param step t, from 1, over all epochs
   * @param stepsOfEpoch S, at least 1
   */
  double learningRate(long step, int stepsOfEpoch) {
    double warmUp = warmUpEpochs * stepsOfEpoch;
    if (step <= warmUp) {
      return step / warmUp;
    }
    if (shape != Shape.COSINE) {
      return 1;
    }
    double steps = (double) epochs * stepsOfEpoch - warmUp;
    double done = Math.max(0, Math.min(1, (step - 1 - warmUp) / steps));
    return (1 + StrictMath.cos(Math.PI * done)) / 2;
  }

  /** The weight of the KL divergence in a step as a part of the full one, 0 to 1. */
  double klWeight(long step, int stepsOfEpoch) {
    double warmUp = klWarmUpEpochs * stepsOfEpoch;
    return step < warmUp ? step / warmUp : 1;
  }
}
