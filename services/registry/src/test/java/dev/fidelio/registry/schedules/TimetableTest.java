package dev.fidelio.registry.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

  private static final Duration DELAY = Duration.ofSeconds(4);

  /** Clocks changed on these nights of 2026 by the time zone database. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin,    0 2 * * *,  2026-03-29, 2026-03-29T01:00:00Z",
    "Europe/Berlin,    30 2 * * *, 2026-03-29, 2026-03-29T01:30:00Z",
    "Europe/Berlin,    0 2 * * *,  2026-10-25, 2026-10-25T00:00:00Z",
    "Europe/Berlin,    30 2 * * *, 2026-10-25, 2026-10-25T00:30:00Z",
    "America/New_York, 0 2 * * *,  2026-03-08, 2026-03-08T07:00:00Z",
    "America/New_York, 30 2 * * *, 2026-03-08, 2026-03-08T07:30:00Z",
    "America/New_York, 0 1 * * *,  2026-11-01, 2026-11-01T05:00:00Z",
    "America/New_York, 30 1 * * *, 2026-11-01, 2026-11-01T05:30:00Z",
    "America/New_York, 0 2 * * *,  2026-11-01, 2026-11-01T07:00:00Z",
    "Europe/Berlin,    0 2 * * *,  2026-06-15, 2026-06-15T00:00:00Z"
  })
  void aNightlyTimeComesOnceAlsoInANightInWhichTheClockChanges(
      ZoneId zone, String cron, String night, Instant expected) {
    ZonedDateTime noonBefore = ZonedDateTime.parse(night + "T12:00Z").minusDays(1);

    List<Instant> fired =
        firings(Timetable.of(cron, zone), noonBefore.toInstant(), Duration.ofDays(1));

    assertThat(fired).containsExactly(expected);
  }

  @Test
  void everyHourComesAlsoWhereTheClockLeaps() {
    Timetable hourly = Timetable.of("0 * * * *", ZoneId.of("Europe/Berlin"));

    List<Instant> spring =
        firings(hourly, Instant.parse("2026-03-28T23:59:00Z"), Duration.ofHours(3));

    assertThat(spring)
        .containsExactly(
            Instant.parse("2026-03-29T00:00:00Z"),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-03-29T02:00:00Z"));
  }

  @Test
  void aTimeThatHasComeIsOverAlsoWhileTheClockShowsItAgain() {
    Timetable nightly = Timetable.of("45 2 * * *", ZoneId.of("Europe/Berlin"));

    Optional<Instant> next = nightly.after(Instant.parse("2026-10-25T01:30:00Z"));

    assertThat(next).contains(Instant.parse("2026-10-26T01:45:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "0 2 * * SUN,       2026-01-04T02:00:00Z",
    "0 2 * * 7,         2026-01-04T02:00:00Z",
    "0 2 13 * FRI,      2026-01-02T02:00:00Z",
    "*/15 * * * *,      2026-01-01T00:15:00Z",
    "*/2 * * * * ?,     2026-01-01T00:00:02Z",
    "0 0 2 L * ? 2027,  2027-01-31T02:00:00Z"
  })
  void fiveFieldsAreReadAsCronDoesAndMoreAsQuartzDoes(String cron, Instant expected) {
    Timetable timetable = Timetable.of(cron, ZoneId.of("UTC"));

    Optional<Instant> next = timetable.after(Instant.parse("2026-01-01T00:00:00Z"));

    assertThat(next).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nightly", "@daily", "60 2 * * *", "0 2 * *", "0 2 * * * * * *"})
  void whatIsNoCronExpressionIsRefused(String cron) {
    assertThatThrownBy(() -> Timetable.of(cron, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theThirtiethOfFebruaryNeverComes() {
    Timetable timetable = Timetable.of("0 0 30 2 *", ZoneId.of("UTC"));

    assertThat(timetable.after(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
  }

  /** The firings of a runner that looks a moment later and then plans from when it fired. */
  private static List<Instant> firings(Timetable timetable, Instant from, Duration length) {
    List<Instant> fired = new ArrayList<>();
    Optional<Instant> next = timetable.after(from);
    while (next.isPresent() && next.get().isBefore(from.plus(length))) {
      fired.add(next.get());
      next = timetable.after(next.get().plus(DELAY));
    }
    return fired;
  }
}
