package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on from where an experiment has stopped. */
@Command(
    name = "resume",
    description =
        "Asks for a new experiment that goes on from the last epoch of a cancelled or failed one, "
            + "and prints its id. What is left out is as it was.")
final class ResumeCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "ID", description = "the id of the experiment that has stopped")
  private String id;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "the new experiment's id (default: a new UUID)")
  private String newId;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "passes over the training images in all, those already done included")
  private Integer epochs;

  @Option(
      names = "--tag",
      paramLabel = "NAME=TEXT",
      description = "a label of your own, instead of those that it had")
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
