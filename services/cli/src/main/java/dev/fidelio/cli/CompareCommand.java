package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows two versions side by side. */
@Command(name = "compare", description = "Compares two versions of a model.")
final class CompareCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(index = "1", paramLabel = "V1", description = "one version")
  private int first;

  @Parameters(index = "2", paramLabel = "V2", description = "the other version")
  private int second;

  @Override
  public Integer call() {
    String path =
        "models/" + RegistryClient.encoded(model) + "/compare?versions=" + first + "," + second;
    JsonNode comparison = output.registry().get(path);
    output.print(comparison, text(comparison));
    return 0;
  }

  private static String text(JsonNode comparison) {
    JsonNode one = comparison.path("versions").path(0);
    JsonNode other = comparison.path("versions").path(1);
    Table table =
        new Table("", "VERSION " + one.path("version"), "VERSION " + other.path("version"), "");
    table.add(
        "experiment",
        Values.text(one.path("experimentId")),
        Values.text(other.path("experimentId")),
        "");
    table.add("aliases", Values.text(one.path("aliases")), Values.text(other.path("aliases")), "");
    group(table, "hyperparameters", one, other);
    group(table, "losses", one, other);
    scores(table, comparison);
    table.add(
        "dataset",
        shortened(one),
        shortened(other),
        differs(one.path("datasetDigest"), other.path("datasetDigest")));
    return table.toString();
  }

  private static void group(Table table, String group, JsonNode one, JsonNode other) {
    Set<String> names = new LinkedHashSet<>();
    one.path(group).fieldNames().forEachRemaining(names::add);
    other.path(group).fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode left = one.path(group).path(name);
      JsonNode right = other.path(group).path(name);
      boolean decimals = left.isFloatingPointNumber() && group.equals("losses");
      table.add(
          name,
          decimals ? Values.number(left) : Values.text(left),
          decimals ? Values.number(right) : Values.text(right),
          differs(left, right));
    }
  }

  /** Only what can be compared stands side by side. */
  private static void scores(Table table, JsonNode comparison) {
    for (JsonNode score : comparison.path("scores")) {
      JsonNode values = score.path("values");
      table.add(
          score.path("conditions").path("metric").asText(),
          Values.precise(values.path(0)),
          Values.precise(values.path(1)),
          differs(values.path(0), values.path(1)));
    }
    if (!comparison.path("scoresComparable").asBoolean()) {
      String why = "not comparable: " + Values.text(comparison.path("notComparable"));
      table.add("fid", Values.NONE, Values.NONE, why);
    }
  }

  private static String differs(JsonNode left, JsonNode right) {
    return left.equals(right) ? "" : "*";
  }

  private static String shortened(JsonNode version) {
    String digest = Values.text(version.path("datasetDigest"));
    return digest.substring(0, Math.min(12, digest.length()));
  }
}
