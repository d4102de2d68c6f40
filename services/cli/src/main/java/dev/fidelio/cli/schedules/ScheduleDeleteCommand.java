package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a schedule. */
@Command(name = "delete", description = "Deletes a schedule. Its running experiments continue.")
final class ScheduleDeleteCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Mixin private ScheduleArgument schedule;

  @Override
  public Integer call() {
    output.registry().delete(schedule.path());
    JsonNode deleted = Json.mapper().createObjectNode().put("deleted", schedule.name());
    output.print(deleted, schedule.name() + " was deleted");
    return 0;
  }
}
