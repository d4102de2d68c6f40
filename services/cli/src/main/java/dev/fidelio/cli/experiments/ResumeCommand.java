package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Continues a cancelled or failed experiment as a new one. */
@Command(
    name = "resume",
    description =
        "Submits a new experiment that continues from the last epoch of a cancelled or failed one, "
            + "and prints its id. Unset options are taken from the old experiment.")
public final class ResumeCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "ID", description = "the id of the cancelled or failed experiment")
  private String id;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "the new experiment's id (default: a new UUID)")
  private String newId;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "total passes over the training images, including those already done")
  private Integer epochs;

  @Option(
      names = "--tag",
      paramLabel = "NAME=TEXT",
      description = "a tag; replaces all tags of the old experiment")
  private Map<String, String> tags;

  @Option(names = "--watch", description = "follow the new experiment to its end")
  private boolean watch;

  @Override
  public Integer call() {
    ObjectNode body = Json.mapper().createObjectNode();
    if (newId != null) {
      body.put("experimentId", newId);
    }
    if (epochs != null) {
      body.put("epochs", epochs);
    }
    if (tags != null) {
      body.set("tags", Json.mapper().valueToTree(tags));
    }
    JsonNode shown =
        output.registry().post("experiments/" + RegistryClient.encoded(id) + "/resume", body);
    String experiment = shown.path("id").asText();
    output.print(shown, experiment);
    return watch ? new ExperimentWatcher(output.registry(), output.out()).follow(experiment) : 0;
  }
}
