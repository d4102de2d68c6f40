package dev.fidelio.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.text.FindingText;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the decisions about a model's aliases. */
@Command(
    name = "history",
    description = "Lists the decisions about a model's aliases, newest first.")
public final class HistoryCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(paramLabel = "MODEL", description = "the model")
  private String model;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "maximum number of rows, 1 to 200 (default: ${DEFAULT-VALUE})")
  private int limit;

  @Override
  public Integer call() {
    String path = "models/" + RegistryClient.encoded(model) + "/promotions?limit=" + limit;
    JsonNode promotions = output.registry().get(path).path("items");
    Table table = new Table("AT", "ALIAS", "KIND", "FROM", "TO", "BY", "OVERRULED", "REASON");
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
