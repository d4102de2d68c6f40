package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Points an alias to what it held before. */
@Command(
    name = "rollback",
    description =
        "Points an alias to the version that it held before; further back with each time.")
final class RollbackCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(index = "1", paramLabel = "ALIAS", description = "the alias, such as champion")
  private String alias;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the history")
  private String reason;

  @Override
  public Integer call() {
    JsonNode moved = new AliasUpdater(output.registry()).rollBack(model, alias, reason);
    output.print(
        moved,
        "%s@%s is version %s again".formatted(model, alias, ValueText.text(moved.path("version"))));
    return 0;
  }
}
