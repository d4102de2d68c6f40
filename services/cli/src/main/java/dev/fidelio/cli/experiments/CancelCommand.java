package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.console.ReasonOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels an experiment. */
@Command(
    name = "cancel",
    description =
        "Cancels an experiment, waiting or running. "
            + "Its results so far are kept; fidelio resume continues from them as a new experiment.")
public final class CancelCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "ID", description = "the experiment's id")
  private String id;

  @Mixin private ReasonOption reason;

  @Override
  public Integer call() {
    JsonNode shown =
        output
            .registry()
            .post("experiments/" + RegistryClient.encoded(id) + "/cancel", reason.body());
    boolean isDone = shown.path("state").asText().equals("CANCELLED");
    output.print(
        shown, id + (isDone ? " is cancelled" : " is asked to stop; ./fidelio show " + id));
    return 0;
  }
}
