package dev.fidelio.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.OutFile;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws samples. */
@Command(
    name = "sample",
    description = {
      "Draws samples from a model version, writes them to a file and prints its path.",
      "A .png is a picture with a row for each label; a .npz holds the arrays latents, images"
          + " and labels for NumPy."
    })
public final class SampleCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Mixin private VersionArgument version;

  @Option(
      names = "--labels",
      paramLabel = "LABELS",
      description = "comma-separated labels, such as 0,1 (default: all)")
  private String labels;

  @Option(names = "--count", paramLabel = "N", description = "images per label (default: 8)")
  private String count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the random seed; the same seed gives the same bytes (default: 1)")
  private String seed;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "below 1 for more typical images, above 1 for more diverse ones (default: 1)")
  private String temperature;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "a .png or .npz file (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("samples.png");

  @Override
  public Integer call() {
    String name = String.valueOf(out.getFileName());
    String format = name.substring(name.lastIndexOf('.') + 1);
    if (!format.equals("png") && !format.equals("npz")) {
      throw new ParameterException(
          spec.commandLine(), "--out is " + out + " and must end in .png or .npz");
    }
    OutFile.write(
        out, output.registry().bytes(version.path() + "/samples." + format + "?" + query()));
    String path = out.toAbsolutePath().toString();
    JsonNode printed = Json.mapper().createObjectNode().put("file", path);
    output.print(printed, path);
    return 0;
  }

  private String query() {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("labels", labels);
    asked.put("count", count);
    asked.put("seed", seed);
    asked.put("temperature", temperature);
    return asked.entrySet().stream()
        .filter(each -> each.getValue() != null)
        .map(each -> each.getKey() + "=" + RegistryClient.encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }
}
