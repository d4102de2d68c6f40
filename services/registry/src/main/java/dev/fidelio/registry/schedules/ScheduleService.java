package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Makes, changes and ends schedules. */
@Singleton
public class ScheduleService {

  private final Clock clock;

  ScheduleService(Clock clock) {
    this.clock = clock;
  }

  /**
   * What a schedule shall be.
   *
   * @param zone null for {@code fidelio.schedules.zone}
   * @param template a request that can be rendered
   */
  public record Wanted(
      String cron,
      String zone,
      JsonNode template,
      boolean enabled,
      boolean skipWhileRunning,
      boolean onlyIfDataChanged) {}

  /**
   * The result of a promotion.
   *
   * @param schedule the schedule as it is now
   * @param isNew whether it did not exist before
   */
  public record Changed(Schedule schedule, boolean isNew) {}

  /** Makes the schedule, or changes it to what is wanted. */
  @Transactional
  public Changed put(String name, Wanted wanted) {
    Optional<Schedule> existing = Schedule.locked(name);
    Schedule schedule = existing.orElseGet(Schedule::new);
    boolean isPlannedAnew =
        existing.isEmpty()
            || !schedule.enabled
            || !schedule.cron.equals(wanted.cron())
            || !Objects.equals(schedule.zone, wanted.zone());
    if (isPlannedAnew) {
      schedule.plannedFrom = clock.instant();
    }
    schedule.name = name;
    schedule.cron = wanted.cron();
    schedule.zone = wanted.zone();
    schedule.template = wanted.template();
    schedule.enabled = wanted.enabled();
    schedule.skipWhileRunning = wanted.skipWhileRunning();
    schedule.onlyIfDataChanged = wanted.onlyIfDataChanged();
    schedule.persist();
    return new Changed(schedule, existing.isEmpty());
  }

  /**
   * Lets a schedule wait for its times, or not. Those that pass while it does not are not caught up
   * with.
   *
   * @return empty if there is no such schedule
   */
  @Transactional
  public Optional<Schedule> enable(String name, boolean isEnabled) {
    Optional<Schedule> found = Schedule.locked(name);
    found
        .filter(schedule -> schedule.enabled != isEnabled)
        .ifPresent(
            schedule -> {
              schedule.enabled = isEnabled;
              schedule.plannedFrom = clock.instant();
            });
    return found;
  }

  /** Ends a schedule and returns whether it was there. What it has fired stays recorded. */
  @Transactional
  public boolean delete(String name) {
    return Schedule.deleteById(name);
  }
}
