package dev.fidelio.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.console.ReasonOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Archives a version. */
@Command(
    name = "archive",
    description = {
      "Archives a version that no alias points to; no alias can point to it afterwards.",
      "This cannot be undone."
    })
public final class ArchiveCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(index = "1", paramLabel = "VERSION", description = "the version")
  private int version;

  @Mixin private ReasonOption reason;

  @Override
  public Integer call() {
    String path = "models/" + RegistryClient.encoded(model) + "/versions/" + version + "/archive";
    JsonNode archived =
        output.registry().post(path, reason.body(), Optional.empty(), AliasUpdater.user());
    output.print(archived, "archived version %d of %s".formatted(version, model));
    return 0;
  }
}
