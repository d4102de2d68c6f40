package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Switches a schedule on. */
@Command(name = "enable", description = "Lets a schedule wait for its times, from now on.")
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
