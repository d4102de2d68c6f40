package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.experiments.ExperimentWatcher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a schedule now. */
@Command(
    name = "trigger",
    description =
        "Runs a schedule now, even if it is disabled and regardless of its skip policies, "
            + "and prints the experiment's id.")
final class ScheduleTriggerCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Mixin private ScheduleArgument schedule;

  @Option(names = "--watch", description = "follow the experiment to its end")
  private boolean watch;

  @Override
  public Integer call() {
    JsonNode firing = schedule.post(output.registry(), "trigger");
    if (firing.has("skipped")) {
      throw new CommandFailedException(firing.path("skipped").asText());
    }
    String experiment = firing.path("experiment").asText();
    output.print(firing, experiment);
    return watch ? new ExperimentWatcher(output.registry(), output.out()).follow(experiment) : 0;
  }
}
