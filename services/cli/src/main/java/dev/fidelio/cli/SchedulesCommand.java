package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the schedules. */
@Command(
    name = "schedules",
    description = "Lists the experiments that are asked for by the clock, and when they are due.",
    subcommands = {
      ScheduleShowCommand.class,
      ScheduleFiringsCommand.class,
      ScheduleEnableCommand.class,
      ScheduleDisableCommand.class,
      ScheduleTriggerCommand.class,
      ScheduleSetCommand.class,
      ScheduleDeleteCommand.class
    })
final class SchedulesCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Override
  public Integer call() {
    JsonNode schedules = output.registry().get("schedules").path("items");
    Table table = new Table("SCHEDULE", "CRON", "ZONE", "MODEL", "NEXT");
    for (JsonNode schedule : schedules) {
      table.add(
          ValueText.text(schedule.path("name")),
          ValueText.text(schedule.path("cron")),
          ValueText.text(schedule.path("zone")),
          ValueText.text(schedule.path("template").path("model")),
          schedule.path("enabled").asBoolean() ? ValueText.time(schedule.path("next")) : "off");
    }
    output.print(schedules, schedules.isEmpty() ? "there is no schedule" : table.toString());
    return 0;
  }
}
