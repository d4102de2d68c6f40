package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.experiments.ShowCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one schedule. */
@Command(name = "show", description = "Shows a schedule.")
final class ScheduleShowCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Mixin private ScheduleArgument schedule;

  @Override
  public Integer call() {
    JsonNode shown = output.registry().get(schedule.path());
    output.print(shown, ShowCommand.text(shown));
    return 0;
  }
}
