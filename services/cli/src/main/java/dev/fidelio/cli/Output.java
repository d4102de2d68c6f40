package dev.fidelio.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Json;
import java.io.PrintWriter;
import java.net.URI;
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

  /**
   * The tracker, {@code FIDELIO_TRACKER_URL}, by default the local platform's.
   *
   * @throws CommandFailedException if neither is there
   */
  URI tracker() {
    PlatformSetup platformSetup = PlatformSetup.ofThisProcess();
    String told = platformSetup.environment().get("FIDELIO_TRACKER_URL");
    if (told != null && !told.isBlank()) {
      return URI.create(told);
    }
    return new Platform(platformSetup, line -> {}, false)
        .status().stream()
            .filter(status -> status.name().equals(Service.TRACKER.plainName()))
            .filter(status -> status.port() != null)
            .map(status -> URI.create("http://127.0.0.1:" + status.port()))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "the tracker does not run here; ./fidelio up starts it,"
                            + " FIDELIO_TRACKER_URL names one elsewhere"));
  }

  /** The addresses of the environment. */
  Addresses addresses() {
    return Addresses.of(Platform.environment(PlatformSetup.ofThisProcess()));
  }

  /** Where the command prints. */
  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Where the command says how far it is. */
  PrintWriter err() {
    return command.commandLine().getErr();
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
