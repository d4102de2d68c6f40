package dev.fidelio.trainer;

import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.MetricPoint;
import java.util.Comparator;
import java.util.List;

/**
 * When a training has gone on long enough, and which of its epochs is the model. All of it follows
 * from the committed epochs, so that every attempt decides the same.
 *
 * @param epochs the most epochs
 * @param patience epochs without a smaller test loss after which the training is over; 0 for none
 */
record EarlyStopping(int epochs, int patience) {

  /** How many epochs there will be, as far as these tell. */
  int length(List<EpochCompleted> done) {
    boolean over = patience > 0 && !done.isEmpty() && done.size() - best(done).epoch() >= patience;
    return over ? done.size() : epochs;
  }

  /** The epoch whose checkpoint is the model: with patience the best one, else the last. */
  EpochCompleted model(List<EpochCompleted> done) {
    return patience > 0 ? best(done) : done.get(done.size() - 1);
  }

  /** The first with the smallest test loss. */
  private static EpochCompleted best(List<EpochCompleted> done) {
    return done.stream().min(Comparator.comparingDouble(EarlyStopping::testLoss)).orElseThrow();
  }

  private static double testLoss(EpochCompleted epoch) {
    return epoch.metrics().stream()
        .filter(point -> point.name().equals("test_loss"))
        .mapToDouble(MetricPoint::value)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
