package dev.fidelio.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One point of a metric's curve.
 *
 * @param name such as {@code test_loss}
 * @param step training steps done
 * @param value the value
 * @param timestamp when it was measured, in whole milliseconds: the precision of MLflow; PostgreSQL
 *     would round nanoseconds
 */
public record MetricPoint(String name, long step, double value, Instant timestamp) {

  public MetricPoint {
    Constraints.requireText(name, "name");
    Constraints.requireNotNegative(step, "step");
    Constraints.requireFinite(value, "value");
    Constraints.requireTime(timestamp, "timestamp");
    timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
  }
}
