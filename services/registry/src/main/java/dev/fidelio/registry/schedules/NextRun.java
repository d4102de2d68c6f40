package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When schedules are due next. */
@Singleton
public class NextRun {

  private final ZoneId zone;
  private final Clock clock;

  NextRun(@ConfigProperty(name = "fidelio.schedules.zone") ZoneId zone, Clock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * What a schedule's row says about its next run.
   *
   * @param next the time that it is due at, which may have gone by; null if it is not enabled, is
   *     broken, or no such time will come
   * @param problem why the row cannot be evaluated; null if it can
   */
  public record Outlook(Instant next, String problem) {

    boolean isDue(Instant now) {
      return next != null && !next.isAfter(now);
    }
  }

  /** The name of a schedule's zone. */
  public String zone(Schedule schedule) {
    return schedule.zone == null ? zone.getId() : schedule.zone;
  }

  /** The next run of a schedule, whatever its row holds: one broken row stops no other schedule. */
  public Outlook of(Schedule schedule) {
    try {
      Timetable timetable = Timetable.of(schedule.cron, ZoneId.of(zone(schedule)));
      if (!(schedule.template instanceof ObjectNode)) {
        return new Outlook(null, "template: not a JSON object");
      }
      return new Outlook(schedule.enabled ? next(schedule, timetable).orElse(null) : null, null);
    } catch (IllegalArgumentException | DateTimeException e) {
      String field = e instanceof DateTimeException ? "zone " : "cron ";
      String value = e instanceof DateTimeException ? zone(schedule) : schedule.cron;
      return new Outlook(null, field + value + ": " + e.getMessage());
    }
  }

  /**
   * The first planned time after the last one that has fired. Times that had passed when that one
   * fired are covered by it, unless the clock now shows an earlier time than it did then: it had
   * jumped, and those times are still to come.
   */
  private Optional<Instant> next(Schedule schedule, Timetable timetable) {
    Instant now = clock.instant();
    Instant since =
        Firing.lastPlanned(schedule.name, now)
            .map(last -> last.firedAt.isAfter(now) ? last.plannedAt : last.firedAt)
            .filter(schedule.plannedFrom::isBefore)
            .orElse(schedule.plannedFrom);
    Set<Instant> fired = Firing.plannedAfter(schedule.name, since);
    Optional<Instant> next = timetable.after(since);
    while (next.filter(fired::contains).isPresent()) {
      next = timetable.after(next.get());
    }
    return next;
  }
}
