package dev.fidelio.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.OutFile;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares versions side by side. */
@Command(
    name = "compare",
    description = {
      "Compares versions of a model, one property per line; differing properties come first.",
      "Only scores obtained under the same conditions are compared; otherwise the difference is shown."
    })
public final class CompareCommand implements Callable<Integer> {

  private static final int DIGEST = 12;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(
      index = "1..*",
      arity = "2..*",
      paramLabel = "VERSION",
      description = "at least two versions")
  private List<Integer> versions;

  @Option(names = "--csv", description = "print CSV instead of text")
  private boolean csv;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "write the loss curves and samples to this PNG file")
  private Path png;

  @Override
  public Integer call() {
    if (csv && output.isJson()) {
      throw new ParameterException(spec.commandLine(), "--csv and --json exclude each other");
    }
    RegistryClient registry = output.registry();
    if (png != null) {
      OutFile.write(png, registry.bytes(path(".png")));
    }
    if (csv) {
      output.out().print(new String(registry.bytes(path(".csv")), StandardCharsets.UTF_8));
      output.out().flush();
    } else {
      JsonNode comparison = registry.get(path(""));
      output.print(comparison, text(comparison));
    }
    return 0;
  }

  private String path(String extension) {
    return "models/%s/compare%s?versions=%s"
        .formatted(
            RegistryClient.encoded(model),
            extension,
            versions.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  private static String text(JsonNode comparison) {
    List<String> headings = new ArrayList<>(List.of(""));
    List<String> experiments = new ArrayList<>(List.of("experiment"));
    List<String> aliases = new ArrayList<>(List.of("aliases"));
    for (JsonNode version : comparison.path("versions")) {
      headings.add("VERSION " + version.path("version"));
      experiments.add(ValueText.text(version.path("experimentId")));
      aliases.add(ValueText.text(version.path("aliases")));
    }
    headings.add("");
    experiments.add("");
    aliases.add("");
    Table table = new Table(headings.toArray(String[]::new));
    table.add(experiments.toArray(String[]::new));
    table.add(aliases.toArray(String[]::new));
    comparison.path("rows").forEach(row -> table.add(cells(row)));
    return table.toString();
  }

  private static String[] cells(JsonNode row) {
    List<String> cells = new ArrayList<>(List.of(row.path("name").asText()));
    row.path("values").forEach(value -> cells.add(cell(row.path("name").asText(), value)));
    cells.add(row.path("note").asText(row.path("differs").asBoolean() ? "*" : ""));
    return cells.toArray(String[]::new);
  }

  private static String cell(String name, JsonNode value) {
    if (name.equals("digest")) {
      String digest = ValueText.text(value);
      return digest.substring(0, Math.min(DIGEST, digest.length()));
    }
    return value.isFloatingPointNumber() ? ValueText.rounded(value) : ValueText.text(value);
  }
}
