package dev.fidelio.registry.schedules;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When a schedule is due: a cron expression of five fields (minute, hour, day of month, month, day
 * of week), or of six or seven as Quartz has them, read in a time zone.
 *
 * <p>A time that the clock shows twice, in autumn, comes the first time only. A time that the clock
 * leaps over, in spring, comes as much later as the clock leaps.
 */
public final class Timetable {

  private static final int UNIX_FIELDS = 5;
  private static final CronParser UNIX = parser(CronType.UNIX);
  private static final CronParser QUARTZ = parser(CronType.QUARTZ);

  private final ExecutionTime times;
  private final ZoneId zone;

  private Timetable(ExecutionTime times, ZoneId zone) {
    this.times = times;
    this.zone = zone;
  }

  /**
   * Reads a cron expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Timetable of(String cron, ZoneId zone) {
    CronParser parser = cron.strip().split("\\s+").length == UNIX_FIELDS ? UNIX : QUARTZ;
    return new Timetable(ExecutionTime.forCron(parser.parse(cron).validate()), zone);
  }

  /** The first time after that instant; empty where none will ever come. */
  public Optional<Instant> after(Instant instant) {
    Optional<ZonedDateTime> local = times.nextExecution(asIfUtc(instant));
    while (local.isPresent()) {
      Instant time = local.get().toLocalDateTime().atZone(zone).toInstant();
      if (time.isAfter(instant)) {
        return Optional.of(time);
      }
      local = times.nextExecution(local.get());
    }
    return Optional.empty();
  }

  /** What the clock on the wall shows, in a zone where no clock ever changes. */
  private ZonedDateTime asIfUtc(Instant instant) {
    return instant.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
  }

  private static CronParser parser(CronType type) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
  }
}
