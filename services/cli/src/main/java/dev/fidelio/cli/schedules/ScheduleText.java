package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.text.FindingText;
import dev.fidelio.cli.text.ValueText;

/** Schedules and their runs as text. */
final class ScheduleText {

  private ScheduleText() {}

  /** The time of the next run, or why there is none, in a few words. */
  static String nextRun(JsonNode schedule) {
    if (schedule.has("problem")) {
      return "broken: " + schedule.path("problem").asText();
    }
    return schedule.path("enabled").asBoolean() ? ValueText.time(schedule.path("next")) : "off";
  }

  /** The next run, in one line. */
  static String next(JsonNode schedule) {
    String name = ValueText.text(schedule.path("name"));
    if (schedule.has("problem")) {
      return "%s does not run: %s".formatted(name, schedule.path("problem").asText());
    }
    return schedule.path("enabled").asBoolean()
        ? "the next run of %s is at %s".formatted(name, ValueText.time(schedule.path("next")))
        : "%s is disabled; enable it with ./fidelio schedules enable %s".formatted(name, name);
  }

  /** The outcome of a run, in a few words. */
  static String outcome(JsonNode firing) {
    if (firing.has("skipped")) {
      return "skipped: " + firing.path("skipped").asText();
    }
    JsonNode promotion = firing.path("promotion");
    if (!promotion.has("promoted")) {
      return ValueText.text(promotion.path("state"));
    }
    return promotion.path("promoted").asBoolean()
        ? "promoted"
        : "not promoted: " + FindingText.codes(promotion.path("findings"));
  }
}
