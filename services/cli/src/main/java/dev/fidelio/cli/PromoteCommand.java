package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Points an alias to a version. */
@Command(
    name = "promote",
    description = {
      "Points an alias to a version of a model, if the gate before the alias lets it.",
      "What the version lacks is listed otherwise."
    })
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

  @Option(
      names = "--force",
      description = "in spite of its scores, which is recorded; needs --reason")
  private boolean force;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    if (force && (reason == null || reason.isBlank())) {
      throw new ParameterException(command.commandLine(), "--force needs --reason TEXT");
    }
    JsonNode moved =
        new AliasUpdater(output.registry()).promote(model, version, alias, reason, force);
    output.print(
        moved,
        "%s@%s is version %s".formatted(model, alias, ValueText.text(moved.path("version"))));
    return 0;
  }
}
