package dev.fidelio.cli.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.contracts.Json;
import picocli.CommandLine.Parameters;

/** The schedule that a command is about. */
final class ScheduleArgument {

  @Parameters(paramLabel = "NAME", description = "the schedule")
  private String name;

  String name() {
    return name;
  }

  /** The schedule's path in the registry's REST interface. */
  String path() {
    return "schedules/" + RegistryClient.encoded(name);
  }

  /** Posts to a resource below the schedule, and returns the registry's answer. */
  JsonNode post(RegistryClient registry, String action) {
    return registry.post(path() + "/" + action, Json.mapper().createObjectNode());
  }
}
