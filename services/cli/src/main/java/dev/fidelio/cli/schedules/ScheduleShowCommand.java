package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.experiments.ShowCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one schedule. */
@Command(name = "show", description = "Shows a schedule.")
final class ScheduleShowCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "the schedule")
  private String name;

  @Override
  public Integer call() {
    JsonNode schedule = output.registry().get(ScheduleText.path(name));
    output.print(schedule, ShowCommand.text(schedule));
    return 0;
  }
}
