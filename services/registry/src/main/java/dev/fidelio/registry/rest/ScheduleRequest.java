package dev.fidelio.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Violation;
import dev.fidelio.registry.schedules.Rendering;
import dev.fidelio.registry.schedules.Schedule;
import dev.fidelio.registry.schedules.Scheduling.Wanted;
import dev.fidelio.registry.schedules.Timetable;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a caller wants a schedule to be; what is wrong with it is collected. */
final class ScheduleRequest {

  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of("cron", "zone", "template", "enabled", "skipWhileRunning", "onlyIfDataChanged"));
  private static final int LONGEST = 200;
  private static final String CRON =
      "minute, hour, day of month, month and day of week, such as 0 2 * * *, with a time to come";
  private static final String ZONE = "a name of the time zone database, such as Europe/Berlin";

  private final Rendering rendering;
  private final Clock clock;
  private final Asked asked;

  ScheduleRequest(Rendering rendering, Clock clock, Asked asked) {
    this.rendering = rendering;
    this.clock = clock;
    this.asked = asked;
  }

  Wanted read(String name, byte[] body) {
    ObjectNode request = Body.read(body, FIELDS, asked);
    if (!Schedule.NAME.matcher(name).matches()) {
      asked.refuse("name", name, "a name such as nightly (" + Schedule.NAME.pattern() + ")");
    }
    String zone = Body.text(request, "zone", LONGEST, asked);
    if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
      asked.refuse("zone", zone, ZONE);
    }
    return new Wanted(
        asked.read("cron", Body.text(request, "cron", LONGEST, asked), CRON, this::cron),
        zone,
        template(request.path("template")),
        flag(request, "enabled", true),
        flag(request, "skipWhileRunning", true),
        flag(request, "onlyIfDataChanged", false));
  }

  private String cron(String text) {
    boolean isToCome = Timetable.of(text, ZoneOffset.UTC).after(clock.instant()).isPresent();
    return isToCome ? text.strip() : null;
  }

  private JsonNode template(JsonNode template) {
    if (!(template instanceof ObjectNode object)) {
      String sent = template.isMissingNode() ? "absent" : template.toString();
      asked.refuse("template", sent, "an experiment request as a JSON object");
      return null;
    }
    for (Violation violation : rendering.violations(object)) {
      String field = violation.field().isEmpty() ? "template" : "template." + violation.field();
      asked.refuse(field, violation.value(), violation.allowed());
    }
    return object;
  }

  private boolean flag(ObjectNode request, String field, boolean byDefault) {
    JsonNode value = request.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      asked.refuse(field, value.toString(), "true or false");
    }
    return value.asBoolean(byDefault);
  }
}
