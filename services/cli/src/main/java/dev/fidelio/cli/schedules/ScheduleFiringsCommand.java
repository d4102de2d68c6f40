package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the runs of a schedule. */
@Command(
    name = "firings",
    description = "Lists the runs of a schedule and their outcomes, newest first.")
final class ScheduleFiringsCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Mixin private ScheduleArgument schedule;

  @Override
  public Integer call() {
    JsonNode firings = output.registry().get(schedule.path() + "/firings").path("items");
    Table table =
        new Table("PLANNED", "FIRED", "KIND", "EXPERIMENT", "STATE", "VERSION", "OUTCOME");
    for (JsonNode firing : firings) {
      table.add(
          ValueText.time(firing.path("planned")),
          ValueText.time(firing.path("fired")),
          ValueText.text(firing.path("kind")),
          ValueText.text(firing.path("experiment")),
          ValueText.text(firing.path("state")),
          ValueText.text(firing.path("version")),
          ScheduleText.outcome(firing));
    }
    output.print(
        firings, firings.isEmpty() ? schedule.name() + " has not fired" : table.toString());
    return 0;
  }
}
