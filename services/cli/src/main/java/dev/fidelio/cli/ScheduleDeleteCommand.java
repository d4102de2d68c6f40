package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a schedule. */
@Command(name = "delete", description = "Ends a schedule. What it has asked for goes on.")
final class ScheduleDeleteCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "the schedule")
  private String name;

  @Override
  public Integer call() {
    output.registry().delete(ScheduleText.path(name));
    JsonNode deleted = Json.mapper().createObjectNode().put("deleted", name);
    output.print(deleted, name + " is deleted");
    return 0;
  }
}
