package dev.fidelio.cli.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.text.FindingText;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows everything about one experiment. */
@Command(name = "show", description = "Shows one experiment.")
public final class ShowCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "ID", description = "the experiment's id")
  private String id;

  @Override
  public Integer call() {
    JsonNode experiment = output.registry().get("experiments/" + RegistryClient.encoded(id));
    output.print(experiment, text(experiment));
    return 0;
  }

  /** The experiment as text, one line per field. */
  public static String text(JsonNode experiment) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> field : experiment.properties()) {
      if (field.getKey().equals("scores")) {
        text.append("scores:").append(System.lineSeparator());
        text.append(scores(field.getValue()).indent(2));
      } else if (field.getKey().equals("promotion")) {
        ObjectNode promotion = field.getValue().deepCopy();
        JsonNode findings = promotion.path("findings");
        promotion.remove("findings");
        line(text, field.getKey(), promotion);
        text.append(findings.isEmpty() ? "" : FindingText.table(findings).indent(2));
      } else {
        line(text, field.getKey(), field.getValue());
      }
    }
    return text.toString();
  }

  private static String scores(JsonNode scores) {
    Table table =
        new Table("EVALUATION", "METRIC", "VALUE", "±", "REAL", "NOISE", "EXTRACTOR", "SAMPLES");
    for (JsonNode score : scores) {
      table.add(
          ValueText.text(score.path("evaluation")),
          ValueText.text(score.path("metric")),
          ValueText.precise(score.path("value")),
          ValueText.precise(score.path("uncertainty")),
          ValueText.precise(score.path("floor")),
          ValueText.precise(score.path("noise")),
          ValueText.text(score.path("extractor")),
          ValueText.text(score.path("sampleCount")));
    }
    return table.toString();
  }

  private static void line(StringBuilder text, String name, JsonNode value) {
    if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
      text.append(name).append(":").append(System.lineSeparator());
      for (JsonNode element : value) {
        text.append("  - ").append(fields(element)).append(System.lineSeparator());
      }
      return;
    }
    text.append("%-16s %s%n".formatted(name + ":", value.isObject() ? fields(value) : time(value)));
  }

  private static String fields(JsonNode object) {
    StringBuilder fields = new StringBuilder();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      fields
          .append(fields.isEmpty() ? "" : ", ")
          .append(field.getKey())
          .append(" ")
          .append(ValueText.text(field.getValue()));
    }
    return fields.isEmpty() ? ValueText.NONE : fields.toString();
  }

  private static String time(JsonNode value) {
    return value.isTextual() ? ValueText.time(value) : ValueText.text(value);
  }
}
