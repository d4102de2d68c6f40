package dev.fidelio.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/**
 * Logs a failure that may repeat: with its stack trace the first time, then in one line with a
 * count, at the 2nd, 4th, 8th … time. A different failure starts over; one that differs only in
 * numbers, such as an offset or a time, is the same.
 */
public final class RepeatedFailure {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Logger log;
  private final String task;
  private final Clock clock;
  private String kind;
  private String last;
  private Instant since;
  private long count;

  /**
   * @param log where to log
   * @param task what fails; begins each line
   */
  public RepeatedFailure(Logger log, String task) {
    this(log, task, Clock.systemUTC());
  }

  RepeatedFailure(Logger log, String task, Clock clock) {
    this.log = log;
    this.task = task;
    this.clock = clock;
  }

  /** The task failed, and will be tried again. */
  public synchronized void failed(Throwable cause) {
    last = cause.toString();
    String received = NUMBER.matcher(last).replaceAll("#");
    if (!received.equals(kind)) {
      kind = received;
      since = clock.instant();
      count = 1;
      log.warn("{} failed; trying again", task, cause);
      return;
    }
    count++;
    if (Long.bitCount(count) == 1) {
      log.warn("{} failed again, {} times since {}: {}", task, count, since, last);
    }
  }

  /** The task succeeded. */
  public synchronized void succeeded() {
    if (last != null) {
      log.info("{} succeeded after {} failures since {}", task, count, since);
      kind = null;
      last = null;
    }
  }

  /** The failure that the task has not recovered from; empty if there is none. */
  public synchronized Optional<String> problem() {
    return Optional.ofNullable(last);
  }
}
