package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops an experiment for good. */
@Command(
    name = "cancel",
    description =
        "Stops an experiment for good, whether it waits or is worked on. "
            + "What it has made by then stays; resume goes on from there as a new experiment.")
final class CancelCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "ID", description = "the experiment's id")
  private String id;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the history")
  private String reason;

  @Override
  public Integer call() {
    ObjectNode body = Json.mapper().createObjectNode();
    if (reason != null) {
      body.put("reason", reason);
    }
    JsonNode shown =
        output.registry().post("experiments/" + RegistryClient.encoded(id) + "/cancel", body);
    boolean isDone = shown.path("state").asText().equals("CANCELLED");
    output.print(
        shown, id + (isDone ? " is cancelled" : " is asked to stop; ./fidelio show " + id));
    return 0;
  }
}
