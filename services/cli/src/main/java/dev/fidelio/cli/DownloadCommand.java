package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches weights. */
@Command(
    name = "download",
    description = {
      "Fetches the weights of a version of a model as safetensors, checks them, and prints their"
          + " path.",
      "Beside them, with .json behind its name, lies a card that says what they are and how to"
          + " decode with them."
    })
final class DownloadCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(
      index = "0",
      paramLabel = "MODEL@ALIAS|MODEL:VERSION",
      converter = ModelReference.Converter.class,
      description = "whose weights, such as mnist-cvae@champion or mnist-cvae:2")
  private ModelReference model;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where to (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("model.safetensors");

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    JsonNode card = registry.get(model.path() + "/card");
    // The card's version, since an alias may move in between.
    String version =
        "models/%s/versions/%d"
            .formatted(
                RegistryClient.encoded(card.path("model").asText()), card.path("version").asInt());
    byte[] weights = registry.bytes(version + "/download");
    String expected = card.path("weights").path("digest").asText();
    if (!Ids.sha256(weights).equals(expected)) {
      throw new CommandFailedException(
          "the weights have the digest %s and should have %s"
              .formatted(Ids.sha256(weights), expected));
    }
    OutFile.write(out, weights);
    OutFile.write(out.resolveSibling(out.getFileName() + ".json"), Json.bytes(card));
    String path = out.toAbsolutePath().toString();
    output.print(Json.mapper().createObjectNode().put("file", path).set("card", card), path);
    return 0;
  }
}
