package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Archives a version. */
@Command(
    name = "archive",
    description = {
      "Archives a version that no alias points to: none may point to it again.",
      "There is no way back."
    })
final class ArchiveCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(index = "1", paramLabel = "VERSION", description = "the version")
  private int version;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for people")
  private String reason;

  @Override
  public Integer call() {
    ObjectNode body = Json.mapper().createObjectNode();
    if (reason != null) {
      body.put("reason", reason);
    }
    String path = "models/" + RegistryClient.encoded(model) + "/versions/" + version + "/archive";
    JsonNode archived = output.registry().post(path, body, Optional.empty(), AliasUpdater.user());
    output.print(archived, "version %d of %s is archived".formatted(version, model));
    return 0;
  }
}
