package dev.fidelio.registry.schedules;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.text.ParseException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * The local times of a cron expression, in a calendar whose clock never changes: five fields as
 * Debian's cron reads them, six or seven as Quartz does, or a nickname such as {@code @daily}.
 */
final class CronTimes {

  private static final int UNIX_FIELDS = 5;
  private static final CronParser UNIX =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /** An hour field that names no hours: every hour, or an interval of hours. */
  private static final Pattern INTERVAL = Pattern.compile("\\*(/\\d+)?|\\d+/\\d+");

  private final UnaryOperator<LocalDateTime> next;
  private final boolean isInterval;

  private CronTimes(UnaryOperator<LocalDateTime> next, boolean isInterval) {
    this.next = next;
    this.isInterval = isInterval;
  }

  /**
   * Reads a cron expression.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  static CronTimes of(String cron) {
    String text = cron.strip();
    if (text.startsWith("@")) {
      String meant = NICKNAMES.get(text.toLowerCase(Locale.ROOT));
      if (meant == null) {
        throw new IllegalArgumentException(text + " is not a nickname that a schedule knows");
      }
      return of(meant);
    }
    String[] fields = text.split("\\s+");
    boolean isUnix = fields.length == UNIX_FIELDS;
    if (!isUnix && fields.length != UNIX_FIELDS + 1 && fields.length != UNIX_FIELDS + 2) {
      throw new IllegalArgumentException(
          "it has " + (text.isEmpty() ? 0 : fields.length) + " fields; 5, 6 or 7 are read");
    }
    boolean isInterval = INTERVAL.matcher(fields[isUnix ? 1 : 2]).matches();
    return new CronTimes(isUnix ? unix(text) : quartz(text), isInterval);
  }

  /** Whether the hour field names no hours, so that the times are an interval apart. */
  boolean isInterval() {
    return isInterval;
  }

  /** The first time after that one; empty where none will ever come. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    return Optional.ofNullable(next.apply(time));
  }

  private static UnaryOperator<LocalDateTime> unix(String cron) {
    try {
      ExecutionTime times = ExecutionTime.forCron(UNIX.parse(cron).validate());
      return time ->
          times
              .nextExecution(time.atZone(ZoneOffset.UTC))
              .map(ZonedDateTime::toLocalDateTime)
              .orElse(null);
    } catch (IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String reason = String.valueOf(cause.getMessage());
      throw new IllegalArgumentException(
          reason.startsWith("Invalid range!")
              ? "a range ends before it begins; write 22-2 as 22-23,0-2"
              : reason,
          e);
    }
  }

  private static UnaryOperator<LocalDateTime> quartz(String cron) {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
      return time -> {
        Date date = expression.getNextValidTimeAfter(Date.from(time.toInstant(ZoneOffset.UTC)));
        return date == null ? null : LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC);
      };
    } catch (ParseException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
