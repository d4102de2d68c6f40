package dev.fidelio.registry.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

  private static final Duration DELAY = Duration.ofSeconds(4);

  private static final List<String> CHANGE_OF_CLOCKS =
      List.of(
          "0 2 * * *",
          "15,45 2 * * *",
          "*/10 2 * * *",
          "0 0 * * *",
          "30 0,1,2,3 * * *",
          "0,30 0-4/2 * * *",
          "0 * * * *",
          "*/15 * * * *",
          "20 */2 * * *");

  /** The nights of 2026 in which clocks change, by the time zone database. */
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

  /** Nights in which the clock skips or repeats the scheduled time. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Europe/Berlin       | 15,45 2 * * * | 2026-03-29 | 01:15 01:45",
        "Europe/Berlin       | 15,45 2 * * * | 2026-10-25 | 00:15 00:45",
        "Europe/Berlin       | */10 2 * * *  | 2026-03-29 | 01:00 01:10 01:20 01:30 01:40 01:50",
        "Europe/Berlin       | 30 */2 * * *  | 2026-10-25 | 22:30 00:30 01:30 03:30 05:30 07:30",
        "Australia/Lord_Howe | 15 2 * * *    | 2026-10-04 | 15:45",
        "America/Sao_Paulo   | 0 0 * * *     | 2018-11-04 | 03:00",
        "Asia/Kolkata        | 30 5 * * *    | 2026-03-29 | 00:00"
      })
  void nightsOfChangingClocks(ZoneId zone, String cron, String day, String expected) {
    Instant noon = ZonedDateTime.parse(day + "T09:00Z").toInstant();

    List<Instant> fired =
        firings(Timetable.of(cron, zone), noon.minus(Duration.ofHours(18)), Duration.ofHours(18));

    assertThat(fired)
        .extracting(time -> time.toString().substring(11, 16))
        .containsSubsequence(expected.split(" "));
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
    "@daily,            2026-01-02T00:00:00Z",
    "@Weekly,           2026-01-04T00:00:00Z",
    "@monthly,          2026-02-01T00:00:00Z",
    "@yearly,           2027-01-01T00:00:00Z",
    "@hourly,           2026-01-01T01:00:00Z",
    "0 0 22-2 * * ?,    2026-01-01T01:00:00Z",
    "0 0 0 30W 2/1 ?,   2026-03-30T00:00:00Z",
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
  @ValueSource(
      strings = {
        "",
        "nightly",
        "@reboot",
        "0 22-2 * * *",
        "0 0 0 W * ?",
        "60 2 * * *",
        "0 2 * *",
        "0 2 * * * * * *"
      })
  void whatIsNoCronExpressionIsRefused(String cron) {
    assertThatThrownBy(() -> Timetable.of(cron, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Every change of clocks in twenty years, against a scan of all minutes around it: 2026's own
   * rules, Lord Howe's half hour, Sao Paulo's skipped midnights, Apia's skipped day.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Africa/Casablanca",
        "Pacific/Apia",
        "Asia/Kolkata",
        "UTC"
      })
  void timesAtGivenHoursComeOnceAndIntervalsFollowTheRunningClock(ZoneId zone) {
    for (String cron : CHANGE_OF_CLOCKS) {
      Timetable timetable = Timetable.of(cron, zone);
      for (Instant change : changes(zone)) {
        Instant from = change.minus(Duration.ofHours(30));
        Instant to = change.plus(Duration.ofHours(30));

        List<Instant> due =
            Stream.iterate(timetable.after(from), next -> timetable.after(next.orElseThrow()))
                .map(Optional::orElseThrow)
                .takeWhile(next -> next.isBefore(to))
                .toList();

        assertThat(due).as("%s, %s, %s", cron, zone, change).isEqualTo(scan(cron, zone, from, to));
      }
    }
  }

  /** All minutes in which a schedule fires, found without computing a next one. */
  private static List<Instant> scan(String cron, ZoneId zone, Instant from, Instant to) {
    Predicate<LocalDateTime> matches = minutesAndHours(cron);
    Stream<Instant> minutes =
        Stream.iterate(from.truncatedTo(ChronoUnit.MINUTES), next -> next.plusSeconds(60))
            .takeWhile(next -> next.isBefore(to.plus(Duration.ofHours(26))));
    boolean isInterval = cron.split(" ")[1].startsWith("*");
    return (isInterval
            ? minutes.filter(minute -> matches.test(LocalDateTime.ofInstant(minute, zone)))
            : Stream.iterate(
                    LocalDateTime.ofInstant(from, ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .minusDays(3),
                    next -> next.plusMinutes(1))
                .limit(7 * 24 * 60)
                .filter(matches)
                .map(local -> local.atZone(zone).toInstant()))
        .filter(due -> due.isAfter(from) && due.isBefore(to))
        .distinct()
        .sorted()
        .toList();
  }

  /** Enough of cron for {@link #CHANGE_OF_CLOCKS}. */
  private static Predicate<LocalDateTime> minutesAndHours(String cron) {
    String[] fields = cron.split(" ");
    return time -> isIn(fields[0], time.getMinute()) && isIn(fields[1], time.getHour());
  }

  private static boolean isIn(String field, int value) {
    return Stream.of(field.split(","))
        .anyMatch(
            part -> {
              String[] step = part.split("/");
              String[] range = step[0].split("-");
              boolean isAny = step[0].equals("*");
              int low = isAny ? 0 : Integer.parseInt(range[0]);
              int high = isAny ? 59 : Integer.parseInt(range[range.length - 1]);
              int by = step.length == 1 ? 1 : Integer.parseInt(step[1]);
              return value >= low && value <= high && (value - low) % by == 0;
            });
  }

  /** All clock changes of the zone from 2007 to 2027; one day of each year if there are none. */
  private static List<Instant> changes(ZoneId zone) {
    Instant end = Instant.parse("2027-01-01T00:00:00Z");
    List<Instant> changes =
        Stream.iterate(
                zone.getRules().nextTransition(Instant.parse("2007-01-01T00:00:00Z")),
                next -> zone.getRules().nextTransition(next.getInstant()))
            .takeWhile(next -> next != null && next.getInstant().isBefore(end))
            .map(ZoneOffsetTransition::getInstant)
            .toList();
    return changes.isEmpty() ? List.of(Instant.parse("2024-02-29T00:00:00Z"), end) : changes;
  }

  @Test
  void theThirtiethOfFebruaryNeverComes() {
    Timetable timetable = Timetable.of("0 0 30 2 *", ZoneId.of("UTC"));

    assertThat(timetable.after(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
  }

  /**
   * The firings of a runner that checks a moment later and plans from the time of the last firing.
   */
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
