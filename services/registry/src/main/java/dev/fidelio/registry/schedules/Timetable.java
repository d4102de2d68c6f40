package dev.fidelio.registry.schedules;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a schedule is due: a cron expression ({@link CronTimes}) on the local clock of a time zone.
 *
 * <p>Where the hour field names hours, each local time comes once: at its first occurrence if the
 * clock shows it twice, and as much later as the clock moves if the clock skips it. Where the hour
 * field is an interval ({@code *}, {@code *}{@code /2}), the times follow the clock as it runs:
 * those that are shown twice come twice, and those that are skipped do not come.
 */
public final class Timetable {

  /** Leap days, and all arrangements of weekdays around them but a few, come within these. */
  private static final Period CHECKED = Period.ofYears(8);

  private final CronTimes times;
  private final ZoneId zone;
  private final ZoneRules rules;

  private Timetable(CronTimes times, ZoneId zone) {
    this.times = times;
    this.zone = zone;
    this.rules = zone.getRules();
  }

  /**
   * Reads a cron expression.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static Timetable of(String cron, ZoneId zone) {
    return new Timetable(CronTimes.of(cron), zone);
  }

  /**
   * Checks that a time will come after {@code now}, and that the next one can be told from any
   * month of the next years.
   *
   * @throws IllegalArgumentException if not; the message says why
   */
  public void check(Instant now) {
    LocalDateTime from = local(now);
    try {
      if (times.after(from).isEmpty()) {
        boolean hasPassed = times.after(LocalDateTime.of(1970, 1, 1, 0, 0)).isPresent();
        throw new IllegalArgumentException(
            hasPassed ? "its last time has passed" : "no date matches it, so it would never fire");
      }
      Stream.iterate(from, month -> month.plusMonths(1))
          .takeWhile(month -> month.isBefore(from.plus(CHECKED)))
          .forEach(times::after);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("its times cannot be computed: " + e.getMessage(), e);
    }
  }

  /** The first time after that instant; empty where none will ever come. */
  public Optional<Instant> after(Instant instant) {
    return times.isInterval() ? onRunningClock(instant) : onceEach(instant);
  }

  /** Each offset is a clock of its own, from one transition to the next. */
  private Optional<Instant> onRunningClock(Instant instant) {
    ZoneOffset offset = rules.getOffset(instant);
    ZoneOffsetTransition change = rules.nextTransition(instant);
    Optional<Instant> next =
        times.after(LocalDateTime.ofInstant(instant, offset)).map(time -> time.toInstant(offset));
    boolean isBeyond =
        change != null && next.filter(time -> !time.isBefore(change.getInstant())).isPresent();
    // The instant of the change belongs to the new offset.
    return isBeyond ? fromChange(change) : next;
  }

  private Optional<Instant> fromChange(ZoneOffsetTransition change) {
    LocalDateTime start = change.getDateTimeAfter();
    boolean isAtStart = times.after(start.minusNanos(1)).filter(start::equals).isPresent();
    return isAtStart ? Optional.of(change.getInstant()) : onRunningClock(change.getInstant());
  }

  private Optional<Instant> onceEach(Instant instant) {
    ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
    LocalDateTime from = local(instant);
    if (last == null) {
      return fromLocal(from);
    }
    if (last.isOverlap()) {
      // Times that the clock shows again have come.
      LocalDateTime end = last.getDateTimeBefore().minusNanos(1);
      return fromLocal(from.isBefore(end) ? end : from);
    }
    Optional<Instant> shifted =
        times
            .after(LocalDateTime.ofInstant(instant, last.getOffsetBefore()))
            .filter(time -> time.isBefore(last.getDateTimeAfter()))
            .map(time -> time.toInstant(last.getOffsetBefore()));
    return earlier(shifted, fromLocal(from));
  }

  private Optional<Instant> fromLocal(LocalDateTime from) {
    Optional<LocalDateTime> next = times.after(from);
    ZoneOffsetTransition change = next.map(rules::getTransition).orElse(null);
    // Of a time that is shown twice the first, of a skipped one as much later.
    Optional<Instant> instant = next.map(time -> time.atZone(zone).toInstant());
    return change == null || change.isOverlap()
        ? instant
        : earlier(instant, fromLocal(change.getDateTimeAfter().minusNanos(1)));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
  }

  private LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone);
  }
}
