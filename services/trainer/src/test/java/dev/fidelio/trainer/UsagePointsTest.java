package dev.fidelio.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Artifact;
import dev.fidelio.contracts.EpochCompleted;
import dev.fidelio.contracts.EpochCompletedBuilder;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.MetricPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UsagePointsTest {

  private static final Instant START = Instant.parse("2026-11-26T02:00:00Z");
  private static final Map<String, Double> SIX_FIGURES = figures(6);

  private Instant now = START;
  private final UsagePoints points = new UsagePoints(START);

  @Test
  void anEpochOfAnHourHasAPointEveryTenSeconds() {
    run(Duration.ofHours(1));

    assertThat(points.take()).hasSize(360 * 6);
  }

  @Test
  void anEpochOfAWeekFitsIntoItsFactAndItsPointsSpanItEvenly() {
    run(Duration.ofDays(7));

    List<MetricPoint> week = points.take();

    EpochCompleted fact =
        EpochCompletedBuilder.builder()
            .experimentId("digits-1")
            .attempt(1)
            .epoch(1)
            .epochs(1)
            .checkpoint(new Artifact("model", "0".repeat(64), 1))
            .previousCheckpoint(null)
            .metrics(week)
            .build();
    assertThat(Json.bytes(fact)).hasSizeLessThan(500_000);
    List<Instant> moments = week.stream().map(MetricPoint::timestamp).distinct().toList();
    assertThat(moments).hasSizeGreaterThanOrEqualTo(UsagePoints.MAX_MOMENTS / 2);
    Duration longest = Duration.between(moments.get(0), moments.get(1));
    for (int i = 1; i < moments.size(); i++) {
      assertThat(Duration.between(moments.get(i - 1), moments.get(i))).isEqualTo(longest);
    }
    assertThat(moments.get(0)).isBefore(START.plus(Duration.ofHours(2)));
  }

  @Test
  void theNextEpochBeginsAtTheShortestInterval() {
    run(Duration.ofDays(1));
    points.take();

    run(Duration.ofMinutes(30));

    assertThat(points.take()).hasSizeBetween(100 * 6, 180 * 6);
  }

  private void run(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(1);
      if (points.isDue(now)) {
        points.add(Duration.between(START, now).toSeconds(), now, SIX_FIGURES);
      }
    }
  }

  private static Map<String, Double> figures(int number) {
    Map<String, Double> figures = new TreeMap<>();
    for (int i = 0; i < number; i++) {
      figures.put("system/gpu_0_memory_usage_percentage_" + i, 12.345678901234567 * i);
    }
    return figures;
  }
}
