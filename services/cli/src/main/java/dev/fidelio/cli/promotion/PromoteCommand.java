package dev.fidelio.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.console.ReasonOption;
import dev.fidelio.cli.text.ValueText;
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
      "Points an alias to a model version if the version passes the alias's gate.",
      "Otherwise lists the requirements that the version does not meet."
    })
public final class PromoteCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "MODEL", description = "the model")
  private String model;

  @Parameters(index = "1", paramLabel = "VERSION", description = "the version")
  private int version;

  @Parameters(index = "2", paramLabel = "ALIAS", description = "the alias, such as champion")
  private String alias;

  @Mixin private ReasonOption reason;

  @Option(
      names = "--force",
      description = "overrule the gate, which is recorded; requires --reason")
  private boolean force;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    if (force && (reason.text() == null || reason.text().isBlank())) {
      throw new ParameterException(command.commandLine(), "--force needs --reason TEXT");
    }
    JsonNode moved =
        new AliasUpdater(output.registry()).promote(model, version, alias, reason.text(), force);
    output.print(
        moved,
        "%s@%s is version %s".formatted(model, alias, ValueText.text(moved.path("version"))));
    return 0;
  }
}
