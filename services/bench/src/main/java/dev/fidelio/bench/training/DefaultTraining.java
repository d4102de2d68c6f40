package dev.fidelio.bench.training;

import dev.fidelio.contracts.Hyperparameters;
import dev.fidelio.contracts.HyperparametersBuilder;

/** The training that is measured: the defaults of a request. */
final class DefaultTraining {

  private static final long SEED = 1;

  private DefaultTraining() {}

  static Hyperparameters of(int epochs, int batchSize) {
    return HyperparametersBuilder.builder(Hyperparameters.defaults(SEED))
        .batchSize(batchSize)
        .epochs(epochs)
        .build();
  }
}
