package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the registry's history again. */
@Command(
    name = "registry",
    description =
        "Drops what the registry has projected from the log and reads the log again. "
            + "Versions, aliases, promotions and all else that was decided stay as they are.")
final class RebuildRegistryCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    long all = registry.post("rebuild", Json.mapper().createObjectNode()).path("of").asLong();
    JsonNode reading =
        new ProgressPoller(output)
            .toTheEnd(() -> registry.get("rebuild"), now -> now.path("read").asLong() >= all);
    output.print(reading, "the history is made again from %d records".formatted(all));
    return 0;
  }
}
