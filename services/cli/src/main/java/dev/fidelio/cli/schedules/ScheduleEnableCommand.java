package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Enables a schedule. */
@Command(
    name = "enable",
    description = "Enables a schedule; its next run is the first one after now.")
final class ScheduleEnableCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Mixin private ScheduleArgument schedule;

  @Override
  public Integer call() {
    JsonNode changed = schedule.post(output.registry(), "enable");
    output.print(changed, ScheduleText.next(changed));
    return 0;
  }
}
