package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the schedules. */
@Command(
    name = "schedules",
    description = "Lists the schedules and their next runs.",
    subcommands = {
      ScheduleShowCommand.class,
      ScheduleFiringsCommand.class,
      ScheduleEnableCommand.class,
      ScheduleDisableCommand.class,
      ScheduleTriggerCommand.class,
      ScheduleSetCommand.class,
      ScheduleDeleteCommand.class
    })
public final class SchedulesCommand implements Callable<Integer> {

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
          ScheduleText.nextRun(schedule));
    }
    output.print(schedules, schedules.isEmpty() ? "there are no schedules" : table.toString());
    return 0;
  }
}
