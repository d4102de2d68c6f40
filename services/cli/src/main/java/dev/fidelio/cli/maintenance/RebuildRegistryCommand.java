package dev.fidelio.cli.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.console.ProgressPoller;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rebuilds the registry's history. */
@Command(
    name = "registry",
    description =
        "Drops the registry's projection of the log and reads the log again. "
            + "Versions, aliases, promotions and all other decisions are kept.")
final class RebuildRegistryCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    long all = registry.post("rebuild", Json.mapper().createObjectNode()).path("of").asLong();
    JsonNode reading =
        new ProgressPoller(output)
            .toTheEnd(() -> registry.get("rebuild"), now -> now.path("read").asLong() >= all);
    output.print(reading, "rebuilt the history from %d records".formatted(all));
    return 0;
  }
}
