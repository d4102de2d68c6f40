package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Schedules and their firings as a person reads them. */
final class ScheduleText {

  private ScheduleText() {}

  /** The path of a schedule in the registry's interface. */
  static String path(String name) {
    return "schedules/" + RegistryClient.encoded(name);
  }

  /** When it is due, in one line. */
  static String next(JsonNode schedule) {
    String name = ValueText.text(schedule.path("name"));
    return schedule.path("enabled").asBoolean()
        ? "%s is due next at %s".formatted(name, ValueText.time(schedule.path("next")))
        : "%s is off; ./fidelio schedules enable %s".formatted(name, name);
  }

  /** What became of a firing, in a few words. */
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
