package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a schedule. */
@Command(name = "delete", description = "Deletes a schedule. Its running experiments continue.")
final class ScheduleDeleteCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "the schedule")
  private String name;

  @Override
  public Integer call() {
    output.registry().delete(ScheduleText.path(name));
    JsonNode deleted = Json.mapper().createObjectNode().put("deleted", name);
    output.print(deleted, name + " was deleted");
    return 0;
  }
}
