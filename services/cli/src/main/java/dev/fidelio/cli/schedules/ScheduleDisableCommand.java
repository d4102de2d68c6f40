package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Disables a schedule. */
@Command(
    name = "disable",
    description = "Disables a schedule. Runs that are due meanwhile are not made up for.")
final class ScheduleDisableCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Mixin private ScheduleArgument schedule;

  @Override
  public Integer call() {
    JsonNode changed = schedule.post(output.registry(), "disable");
    output.print(changed, ScheduleText.next(changed));
    return 0;
  }
}
