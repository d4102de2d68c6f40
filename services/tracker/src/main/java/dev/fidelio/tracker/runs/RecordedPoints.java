package dev.fidelio.tracker.runs;

import dev.fidelio.contracts.MetricPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mlflow.api.proto.Service.Metric;

/** The metric points of a run. MLflow cannot remove points, so none may be added twice. */
final class RecordedPoints {

  private final Map<String, Metric> last;
  private final Function<String, List<Metric>> history;
  private final Map<String, List<Metric>> asked = new HashMap<>();

  /**
   * @param last the last point of each metric
   * @param history reads all points of a metric
   */
  RecordedPoints(List<Metric> last, Function<String, List<Metric>> history) {
    this.last = last.stream().collect(Collectors.toMap(Metric::getKey, point -> point));
    this.history = history;
  }

  /** The subset of {@code points} that the run lacks, in MLflow's form. */
  List<Metric> missing(List<MetricPoint> points) {
    return points.stream().map(RecordedPoints::metric).filter(point -> !isThere(point)).toList();
  }

  /** Points after the last one are new; only earlier ones require the history. */
  private boolean isThere(Metric point) {
    Metric newest = last.get(point.getKey());
    return newest != null
        && newest.getStep() >= point.getStep()
        && asked.computeIfAbsent(point.getKey(), history).stream()
            .anyMatch(old -> isSame(old, point));
  }

  private static boolean isSame(Metric one, Metric other) {
    return one.getStep() == other.getStep()
        && one.getTimestamp() == other.getTimestamp()
        && Double.compare(one.getValue(), other.getValue()) == 0;
  }

  private static Metric metric(MetricPoint point) {
    return Metric.newBuilder()
        .setKey(MlflowNames.accepted(point.name()))
        .setValue(point.value())
        .setStep(point.step())
        .setTimestamp(point.timestamp().toEpochMilli())
        .build();
  }
}
