package dev.fidelio.registry.schedules;

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
   * The result of a change.
   *
   * @param schedule the schedule as it is now
   * @param isNew whether it did not exist before
   */
  public record ScheduleChange(Schedule schedule, boolean isNew) {}

  /** Creates the schedule, or changes it. */
  @Transactional
  public ScheduleChange put(String name, ScheduleSettings settings) {
    Optional<Schedule> existing = Schedule.locked(name);
    Schedule schedule = existing.orElseGet(Schedule::new);
    boolean isPlannedAnew =
        existing.isEmpty()
            || !schedule.enabled
            || !schedule.cron.equals(settings.cron())
            || !Objects.equals(schedule.zone, settings.zone());
    if (isPlannedAnew) {
      schedule.plannedFrom = clock.instant();
    }
    schedule.name = name;
    schedule.cron = settings.cron();
    schedule.zone = settings.zone();
    schedule.template = settings.template();
    schedule.enabled = settings.enabled();
    schedule.skipWhileRunning = settings.skipWhileRunning();
    schedule.onlyIfDataChanged = settings.onlyIfDataChanged();
    schedule.persist();
    return new ScheduleChange(schedule, existing.isEmpty());
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
