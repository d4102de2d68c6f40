package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Switches a schedule off. */
@Command(
    name = "disable",
    description = "Lets a schedule pause. What passes meanwhile is not caught up with.")
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
