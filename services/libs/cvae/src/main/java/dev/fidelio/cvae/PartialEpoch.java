package dev.fidelio.cvae;

/**
 * The part of an epoch that is done: exact sums, so that an epoch in two halves reports what it
 * would have reported in one.
 *
 * @param steps steps that are done
 * @param images images that they took
 * @param bce binary cross-entropy, summed over these images
 * @param kl Kullback-Leibler divergence, summed over these images
 * @param seconds the time that they took
 */
record PartialEpoch(int steps, long images, double bce, double kl, double seconds) {

  static final PartialEpoch NONE = new PartialEpoch(0, 0, 0, 0, 0);

  PartialEpoch {
    if (steps < 0 || images < steps || seconds < 0) {
      throw new IllegalArgumentException(
          "%d steps, %d images, %f seconds".formatted(steps, images, seconds));
    }
  }

  /**
   * Checks that an epoch continues with as many images as it started with.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireBegun(int epoch, int steps, long taken, int batchSize, LabelledImages images) {
    if (taken != Math.min((long) steps * batchSize, images.count())) {
      throw new IllegalArgumentException(
          "epoch %d was begun with other images: %d of them in %d steps"
              .formatted(epoch, taken, steps));
    }
  }

  /** The progress of an epoch of this many steps after this many seconds. */
  StepProgress of(int epoch, int steps, double beta, double seconds) {
    Loss mean = Loss.mean(bce, kl, images, beta);
    return new StepProgress(epoch, this.steps, steps, mean, images / seconds);
  }
}
