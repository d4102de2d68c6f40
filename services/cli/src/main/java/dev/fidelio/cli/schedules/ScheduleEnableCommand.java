package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Enables a schedule. */
@Command(
    name = "enable",
    description = "Enables a schedule; its next run is the first one after now.")
final class ScheduleEnableCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "the schedule")
  private String name;

  @Override
  public Integer call() {
    JsonNode schedule =
        output
            .registry()
            .post(ScheduleText.path(name) + "/enable", Json.mapper().createObjectNode());
    output.print(schedule, ScheduleText.next(schedule));
    return 0;
  }
}
