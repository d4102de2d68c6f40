package dev.fidelio.stages;

import dev.fidelio.contracts.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stages need from outside the platform and cannot have now, such as a data set whose mirror
 * is down. Each is tried again after 1, 2, 4 … s, and every minute from then on.
 */
final class Outages {

  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** An outage that is not tried any more, because its experiments were cancelled, is forgotten. */
  private static final Duration MEMORY = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<String, Outage> outages = new ConcurrentHashMap<>();

  Outages(Clock clock) {
    this.clock = clock;
  }

  private record Outage(Instant since, Instant until, Duration pause, String reason) {}

  /** What is needed was not to be had. */
  void failed(String needed, UnavailableException cause) {
    Instant now = clock.instant();
    Outage before = outages.get(needed);
    if (before == null) {
      LOG.warn("{} is unavailable; requests that need it wait", needed, cause);
    }
    Duration pause = before == null ? Duration.ofSeconds(1) : before.pause().multipliedBy(2);
    Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    Instant since = before == null ? now : before.since();
    outages.put(needed, new Outage(since, now.plus(bounded), bounded, cause.getMessage()));
  }

  /** What is needed was to be had, or is in its place for another reason. */
  void isOver(String needed) {
    Outage outage = outages.remove(needed);
    if (outage != null) {
      LOG.info("{} is available again; it was not since {}", needed, outage.since());
    }
  }

  /** How long not to try; empty if it may be tried. */
  Optional<Duration> remaining(String needed) {
    return Optional.ofNullable(outages.get(needed))
        .map(outage -> Duration.between(clock.instant(), outage.until()))
        .filter(remaining -> !remaining.isNegative() && !remaining.isZero());
  }

  /** What is unavailable, since when and why; empty if nothing is. */
  Optional<String> problem() {
    Instant forgotten = clock.instant().minus(MEMORY);
    outages.values().removeIf(outage -> outage.until().isBefore(forgotten));
    return outages.isEmpty()
        ? Optional.empty()
        : Optional.of(
            outages.entrySet().stream()
                .map(Outages::text)
                .sorted()
                .collect(Collectors.joining("; ")));
  }

  private static String text(Map.Entry<String, Outage> outage) {
    return "%s is unavailable since %s: %s"
        .formatted(outage.getKey(), outage.getValue().since(), outage.getValue().reason());
  }
}
