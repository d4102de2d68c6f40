package dev.fidelio.tracker.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.MetricPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mlflow.api.proto.Service.Metric;

class RecordedPointsTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final List<Metric> stored =
      new RecordedPoints(List.of(), name -> List.of())
          .missing(List.of(point(1, 0.5), point(2, 0.25)));

  @Test
  void aPointAboveTheLastOneNeedsNoQuestion() {
    List<String> asked = new ArrayList<>();
    RecordedPoints recordedPoints =
        new RecordedPoints(List.of(stored.get(1)), name -> ask(asked, name));

    assertThat(recordedPoints.missing(List.of(point(3, 0.125)))).hasSize(1);
    assertThat(asked).isEmpty();
  }

  @Test
  void pointsThatAreThereAreNotMissingAndAreAskedForOnce() {
    List<String> asked = new ArrayList<>();
    RecordedPoints recordedPoints =
        new RecordedPoints(List.of(stored.get(1)), name -> ask(asked, name));

    List<Metric> missing =
        recordedPoints.missing(List.of(point(1, 0.5), point(2, 0.25), point(2, 0.75)));

    assertThat(missing).singleElement().matches(point -> point.getValue() == 0.75);
    assertThat(asked).containsExactly("test_loss");
  }

  private List<Metric> ask(List<String> asked, String name) {
    asked.add(name);
    return stored;
  }

  private static MetricPoint point(long step, double value) {
    return new MetricPoint("test_loss", step, value, NOON);
  }
}
