package dev.fidelio.trainer;

import dev.fidelio.contracts.MetricPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the machine did during an epoch, at even intervals: 10 s, as MLflow measures its own. A fact
 * holds a limited number of points, so in an epoch of more than an hour every second moment is
 * dropped and the interval doubles, as often as necessary.
 */
final class UsagePoints {

  /** Moments of one epoch: an hour at the shortest interval. */
  static final int MAX_MOMENTS = 360;

  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private final List<List<MetricPoint>> moments = new ArrayList<>();
  private Duration interval = SHORTEST;
  private Instant next;

  UsagePoints(Instant now) {
    next = now.plus(interval);
  }

  /** Whether it is time to measure. */
  boolean isDue(Instant now) {
    return !now.isBefore(next);
  }

  /** Adds what was measured after a step. */
  void add(long step, Instant now, Map<String, Double> usage) {
    if (moments.size() == MAX_MOMENTS) {
      thin();
    }
    moments.add(
        usage.entrySet().stream()
            .map(figure -> new MetricPoint(figure.getKey(), step, figure.getValue(), now))
            .toList());
    next = now.plus(interval);
  }

  /** The points since the last call, which begins the next epoch. */
  List<MetricPoint> take() {
    List<MetricPoint> points = moments.stream().flatMap(List::stream).toList();
    moments.clear();
    interval = SHORTEST;
    return points;
  }

  private void thin() {
    List<List<MetricPoint>> kept =
        IntStream.range(0, moments.size()).filter(i -> i % 2 == 0).mapToObj(moments::get).toList();
    moments.clear();
    moments.addAll(kept);
    interval = interval.multipliedBy(2);
  }
}
