package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Fields;
import dev.fidelio.contracts.Violation;
import dev.fidelio.registry.http.RequestParameters;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads the body of a schedule and collects its violations. */
final class ScheduleReader {

  private static final int LONGEST = 200;
  private static final String CRON =
      "minute, hour, day of month, month and day of week, such as 0 2 * * *, or a nickname such as"
          + " @daily, with a time to come";
  private static final String ZONE = "a name of the time zone database, such as Europe/Berlin";

  private final RequestTemplate requestTemplate;
  private final Clock clock;
  private final RequestParameters requestParameters;

  ScheduleReader(
      RequestTemplate requestTemplate, Clock clock, RequestParameters requestParameters) {
    this.requestTemplate = requestTemplate;
    this.clock = clock;
    this.requestParameters = requestParameters;
  }

  ScheduleSettings read(String name, byte[] body) {
    Fields request = requestParameters.body(body);
    if (!Schedule.NAME.matcher(name).matches()) {
      requestParameters.refuse(
          "name", name, "a name such as nightly (" + Schedule.NAME.pattern() + ")");
    }
    String zone = request.optionalText("zone", LONGEST);
    if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
      requestParameters.refuse("zone", zone, ZONE);
      zone = null;
    }
    ScheduleSettings settings =
        ScheduleSettingsBuilder.builder()
            .cron(cron(request.value("cron"), zone == null ? ZoneOffset.UTC : ZoneId.of(zone)))
            .zone(zone)
            .template(template(request.value("template")))
            .enabled(request.flag("enabled", true))
            .skipWhileRunning(request.flag("skipWhileRunning", true))
            .onlyIfDataChanged(request.flag("onlyIfDataChanged", false))
            .build();
    request.refuseOthers();
    return settings;
  }

  private String cron(JsonNode sent, ZoneId zone) {
    if (!sent.isTextual()) {
      requestParameters.refuse("cron", sent.isMissingNode() ? "absent" : "" + sent, CRON);
      return null;
    }
    try {
      Timetable.of(sent.textValue(), zone).check(clock.instant());
      return sent.textValue().strip();
    } catch (IllegalArgumentException e) {
      requestParameters.refuse("cron", sent.textValue(), CRON + " (" + e.getMessage() + ")");
      return null;
    }
  }

  private JsonNode template(JsonNode template) {
    if (!(template instanceof ObjectNode object)) {
      String sent = template.isMissingNode() ? "absent" : template.toString();
      requestParameters.refuse("template", sent, "an experiment request as a JSON object");
      return null;
    }
    for (Violation violation : requestTemplate.violations(object)) {
      String field = violation.field().isEmpty() ? "template" : "template." + violation.field();
      requestParameters.refuse(field, violation.value(), violation.allowed());
    }
    return object;
  }
}
