package dev.fidelio.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import dev.fidelio.contracts.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes the gate of an alias. */
@Command(
    name = "gates",
    description = {
      "Shows or changes the gate of an alias: the requirements for promoting a version to it.",
      "Fields: score (fid, kid, precision, recall, label_agreement, fid_3), extractor, direction",
      "(lower, higher), minimumImprovement over the alias's holder, minimum, maximum, evaluations",
      "that are required (comma-separated), noiseMargin in standard errors."
    })
public final class GatesCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(index = "1", paramLabel = "ALIAS", description = "the alias, such as champion")
  private String alias;

  @ArgGroup private Change change;

  /** The change to make. */
  private static final class Change {

    @Option(
        names = "--set",
        paramLabel = "FIELD=VALUE",
        description = "a field of the gate; unset fields have their defaults")
    private Map<String, String> fields;

    @Option(names = "--remove", description = "remove the gate, so that the configured one applies")
    private boolean remove;
  }

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    String path =
        "models/" + RegistryClient.encoded(model) + "/gates/" + RegistryClient.encoded(alias);
    if (change != null && change.remove) {
      registry.delete(path);
      output.print(Json.mapper().createObjectNode(), "no gate is set for " + model + "@" + alias);
      return 0;
    }
    JsonNode gate =
        change == null
            ? registry.get(path)
            : registry.put(path, gate(change.fields), Optional.empty(), AliasUpdater.user());
    output.print(gate, text(gate));
    return 0;
  }

  private static ObjectNode gate(Map<String, String> fields) {
    ObjectNode gate = Json.mapper().createObjectNode();
    fields.forEach((field, value) -> gate.set(field, json(field, value)));
    return gate;
  }

  /** A number if it parses as one, else text; the registry validates it. */
  private static JsonNode json(String field, String value) {
    if (field.equals("evaluations")) {
      return Json.mapper().valueToTree(value.split(","));
    }
    try {
      return Json.mapper().valueToTree(Double.valueOf(value));
    } catch (NumberFormatException e) {
      return Json.mapper().valueToTree(value);
    }
  }

  private static String text(JsonNode standing) {
    Table table = new Table("FIELD", "VALUE");
    for (Map.Entry<String, JsonNode> field : standing.path("gate").properties()) {
      table.add(field.getKey(), ValueText.text(field.getValue()));
    }
    table.add("(" + standing.path("source").asText() + ")", "");
    return table.toString();
  }
}
