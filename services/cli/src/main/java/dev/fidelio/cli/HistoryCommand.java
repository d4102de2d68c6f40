package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what was decided about a model's aliases. */
@Command(
    name = "history",
    description = "Lists what was decided about a model's aliases, the newest first.")
final class HistoryCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "MODEL", description = "the model")
  private String model;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "at most so many, 1 to 200 (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  public Integer call() {
    String path = "models/" + RegistryClient.encoded(model) + "/promotions?limit=" + limit;
    JsonNode promotions = output.registry().get(path).path("items");
    Table table = new Table("AT", "ALIAS", "KIND", "FROM", "TO", "BY", "IN SPITE OF", "REASON");
    for (JsonNode promotion : promotions) {
      table.add(
          ValueText.time(promotion.path("at")),
          ValueText.text(promotion.path("alias")),
          ValueText.text(promotion.path("kind")),
          ValueText.text(promotion.path("from")),
          ValueText.text(promotion.path("to")),
          ValueText.text(promotion.path("by")),
          FindingText.codes(promotion.path("findings")),
          ValueText.text(promotion.path("reason")));
    }
    output.print(promotions, table.toString());
    return 0;
  }
}
