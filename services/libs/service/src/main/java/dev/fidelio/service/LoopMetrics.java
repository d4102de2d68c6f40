package dev.fidelio.service;

import dev.fidelio.messaging.LoopListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Counts and times records: {@code fidelio_records_seconds} by topic, outcome and whether the
 * record had been delivered before, and {@code fidelio_renewals_total} by topic.
 */
@Singleton
class LoopMetrics implements LoopListener {

  private final MeterRegistry meters;

  LoopMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void processed(String topic, Outcome outcome, boolean redelivered, Duration time) {
    meters
        .timer(
            "fidelio.records",
            "topic",
            topic,
            "outcome",
            outcome.name().toLowerCase(),
            "redelivered",
            Boolean.toString(redelivered))
        .record(time);
  }

  @Override
  public void renewed(String topic) {
    meters.counter("fidelio.renewals", "topic", topic).increment();
  }
}
