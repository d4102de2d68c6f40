package dev.fidelio.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.Setup;
import dev.fidelio.contracts.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that shows something has in common. */
final class Output {

  @Option(names = "--json", description = "print JSON instead of text")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** The registry of the environment. */
  RegistryClient registry() {
    return new RegistryClient(addresses().registry());
  }

  /** The addresses of the environment. */
  Addresses addresses() {
    return Addresses.of(Platform.environment(Setup.ofThisProcess()));
  }

  /** Where the command prints. */
  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Whether the user asked for JSON. */
  boolean isJson() {
    return json;
  }

  /** Prints one of the two, as the user asked. */
  void print(JsonNode value, String text) {
    try {
      out()
          .println(
              json
                  ? Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value)
                  : text.stripTrailing());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    out().flush();
  }
}
