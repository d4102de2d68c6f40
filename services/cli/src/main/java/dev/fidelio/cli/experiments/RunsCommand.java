package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists experiments, newest first. */
@Command(name = "runs", description = "Lists experiments, newest first.")
public final class RunsCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Option(names = "--model", paramLabel = "NAME", description = "only experiments of this model")
  private String model;

  @Option(names = "--state", paramLabel = "STATE", description = "only experiments in this state")
  private String state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "maximum number of rows, 1 to 200 (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  public Integer call() {
    StringBuilder path = new StringBuilder("experiments?limit=" + limit);
    if (model != null) {
      path.append("&model=").append(RegistryClient.encoded(model));
    }
    if (state != null) {
      path.append("&state=").append(RegistryClient.encoded(state));
    }
    JsonNode page = output.registry().get(path.toString());
    Table table =
        new Table(
            "EXPERIMENT", "MODEL", "STATE", "EPOCH", "TEST LOSS", "FID", "VERSION", "REQUESTED");
    for (JsonNode experiment : page.path("items")) {
      JsonNode progress = experiment.path("progress");
      table.add(
          ValueText.text(experiment.path("id")),
          ValueText.text(experiment.path("model")),
          ValueText.text(experiment.path("state")),
          progress.isMissingNode()
              ? ValueText.NONE
              : ValueText.text(progress.path("epoch"))
                  + "/"
                  + ValueText.text(progress.path("epochs")),
          ValueText.number(experiment.path("losses").path("test_loss")),
          ValueText.fid(experiment),
          ValueText.text(experiment.path("version")),
          ValueText.time(experiment.path("requestedAt")));
    }
    output.print(page.path("items"), table.toString());
    return 0;
  }
}
