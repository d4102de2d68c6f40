package dev.fidelio.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.console.ReasonOption;
import dev.fidelio.cli.text.ValueText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Rolls an alias back. */
@Command(
    name = "rollback",
    description =
        "Points an alias to the version that it held before; each call goes one step further back.")
public final class RollbackCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(index = "1", paramLabel = "ALIAS", description = "the alias, such as champion")
  private String alias;

  @Mixin private ReasonOption reason;

  @Override
  public Integer call() {
    JsonNode moved = new AliasUpdater(output.registry()).rollBack(model, alias, reason.text());
    output.print(
        moved,
        "%s@%s is version %s again".formatted(model, alias, ValueText.text(moved.path("version"))));
    return 0;
  }
}
