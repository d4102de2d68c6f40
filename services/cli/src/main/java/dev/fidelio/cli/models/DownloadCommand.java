package dev.fidelio.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.OutFile;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import dev.fidelio.formats.Digests;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Downloads weights. */
@Command(
    name = "download",
    description = {
      "Downloads the weights of a model version as safetensors, verifies their digest and prints their"
          + " path.",
      "A model card is written beside them, with .json appended to the name. It describes how to"
          + " decode with them."
    })
public final class DownloadCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Mixin private VersionArgument version;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "the output file (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("model.safetensors");

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    JsonNode card = registry.get(version.path() + "/card");
    // The card's version, since an alias may move in between.
    String path =
        "models/%s/versions/%d"
            .formatted(
                RegistryClient.encoded(card.path("model").asText()), card.path("version").asInt());
    byte[] weights = registry.bytes(path + "/download");
    String expected = card.path("weights").path("digest").asText();
    if (!Digests.sha256(weights).equals(expected)) {
      throw new CommandFailedException(
          "the weights have the digest %s instead of %s"
              .formatted(Digests.sha256(weights), expected));
    }
    OutFile.write(out, weights);
    OutFile.write(out.resolveSibling(out.getFileName() + ".json"), Json.bytes(card));
    String file = out.toAbsolutePath().toString();
    output.print(Json.mapper().createObjectNode().put("file", file).set("card", card), file);
    return 0;
  }
}
