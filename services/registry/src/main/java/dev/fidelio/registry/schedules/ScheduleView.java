package dev.fidelio.registry.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A schedule, and when it is due next. */
@Schema(name = "Schedule", description = "An experiment that is requested repeatedly.")
@RecordBuilder
public record ScheduleView(
    @Schema(examples = "nightly") String name,
    @Schema(examples = "0 2 * * *") String cron,
    @Schema(examples = "Europe/Berlin", description = "The time zone that cron is read in.")
        String zone,
    @Schema(implementation = Object.class, description = "The request of each experiment.")
        JsonNode template,
    boolean enabled,
    @Schema(description = "Whether a time passes unused while the last experiment has not ended.")
        boolean skipWhileRunning,
    @Schema(
            description =
                "Whether a time passes unused while the data set is the one that was trained on"
                    + " last.")
        boolean onlyIfDataChanged,
    @Schema(
            description =
                "When it is due next; in the past where it is about to catch up. Absent where it is"
                    + " not enabled.")
        Instant next,
    @Schema(
            examples = "cron 61 * * * *: Value 61 not in range [0, 59]",
            description = "Why it cannot be evaluated and does not fire. Absent where it can.")
        String problem) {

  static ScheduleView of(Schedule schedule, NextRun nextRun) {
    NextRun.Outlook outlook = nextRun.of(schedule);
    return ScheduleViewBuilder.builder()
        .name(schedule.name)
        .cron(schedule.cron)
        .zone(nextRun.zone(schedule))
        .template(schedule.template)
        .enabled(schedule.enabled)
        .skipWhileRunning(schedule.skipWhileRunning)
        .onlyIfDataChanged(schedule.onlyIfDataChanged)
        .next(outlook.next())
        .problem(outlook.problem())
        .build();
  }
}
