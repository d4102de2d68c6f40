package dev.fidelio.registry.schedules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When schedules are due next. */
@Singleton
public class NextRun {

  private final ZoneId zone;

  NextRun(@ConfigProperty(name = "fidelio.schedules.zone") ZoneId zone) {
    this.zone = zone;
  }

  /** The zone of a schedule. */
  public ZoneId zone(Schedule schedule) {
    return schedule.zone == null ? zone : ZoneId.of(schedule.zone);
  }

  /**
   * The time that the schedule is due at, which may have gone by; empty if it is not enabled, or no
   * such time will come. Several times that have gone by are one: the first.
   */
  public Optional<Instant> next(Schedule schedule) {
    if (!schedule.enabled) {
      return Optional.empty();
    }
    Instant since =
        Firing.lastPlanned(schedule.name)
            .map(firing -> firing.firedAt)
            .filter(schedule.plannedFrom::isBefore)
            .orElse(schedule.plannedFrom);
    return Timetable.of(schedule.cron, zone(schedule)).after(since);
  }
}
