package dev.fidelio.bench.training;

import dev.fidelio.contracts.Hyperparameters;
import java.util.List;

/** The training that is measured: the defaults of a request. */
final class DefaultTraining {

  private static final long SEED = 1;

  private DefaultTraining() {}

  static Hyperparameters of(int epochs, int batchSize) {
    return new Hyperparameters(batchSize, 0.003, epochs, 20, List.of(512, 256), 1, SEED);
  }
}
