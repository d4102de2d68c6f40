package dev.fidelio.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OutagesTest {

  private static final String NEEDED = "data set flaky";
  private static final UnavailableException DOWN = new UnavailableException("no route", null);

  private Instant now = Instant.parse("2026-01-02T12:00:00Z");
  private final Outages outages = new Outages(clock());

  @Test
  void whatIsUnavailableIsTriedAgainAfterLongerAndLongerPausesUpToAMinute() {
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      outages.failed(NEEDED, DOWN);
      assertThat(outages.remaining(NEEDED)).contains(Duration.ofSeconds(seconds));
      now = now.plusSeconds(seconds);
      assertThat(outages.remaining(NEEDED)).isEmpty();
    }
  }

  @Test
  void anOutageConcernsOnlyWhatNeedsItAndIsSaidUntilItIsOver() {
    outages.failed(NEEDED, DOWN);
    now = now.plusSeconds(1);
    outages.failed(NEEDED, DOWN);

    assertThat(outages.remaining("data set other")).isEmpty();
    assertThat(outages.problem())
        .contains("data set flaky is unavailable since 2026-01-02T12:00:00Z: no route");
    outages.isOver(NEEDED);
    assertThat(outages.problem()).isEmpty();
    assertThat(outages.remaining(NEEDED)).isEmpty();
  }

  @Test
  void anOutageThatNoRequestAsksAboutAnyMoreIsForgotten() {
    outages.failed(NEEDED, DOWN);
    now = now.plus(Duration.ofMinutes(11));

    assertThat(outages.problem()).isEmpty();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
