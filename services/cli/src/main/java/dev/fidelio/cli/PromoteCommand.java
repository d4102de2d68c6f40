package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Points an alias to a version. */
@Command(name = "promote", description = "Points an alias to a version of a model.")
final class PromoteCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(index = "1", paramLabel = "VERSION", description = "the version")
  private int version;

  @Parameters(index = "2", paramLabel = "ALIAS", description = "the alias, such as champion")
  private String alias;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the history")
  private String reason;

  @Override
  public Integer call() {
    JsonNode moved = new Promoting(output.registry()).promote(model, version, alias, reason);
    output.print(
        moved, "%s@%s is version %s".formatted(model, alias, Values.text(moved.path("version"))));
    return 0;
  }
}
