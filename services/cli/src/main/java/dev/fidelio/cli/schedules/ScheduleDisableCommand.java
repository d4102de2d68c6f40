package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Disables a schedule. */
@Command(
    name = "disable",
    description = "Disables a schedule. Runs that are due meanwhile are not made up for.")
final class ScheduleDisableCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "the schedule")
  private String name;

  @Override
  public Integer call() {
    JsonNode schedule =
        output
            .registry()
            .post(ScheduleText.path(name) + "/disable", Json.mapper().createObjectNode());
    output.print(schedule, ScheduleText.next(schedule));
    return 0;
  }
}
