package dev.fidelio.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.Addresses;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.platform.Platform;
import dev.fidelio.cli.platform.PlatformSetup;
import dev.fidelio.cli.platform.Service;
import dev.fidelio.contracts.Json;
import java.io.PrintWriter;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options and output of commands that print a result, as text or as JSON. */
public final class Output {

  @Option(names = "--json", description = "print JSON instead of text")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** A client of the configured registry. */
  public RegistryClient registry() {
    return new RegistryClient(addresses().registry());
  }

  /**
   * The tracker's address: {@code FIDELIO_TRACKER_URL}, or the local platform's.
   *
   * @throws CommandFailedException if neither exists
   */
  public URI tracker() {
    PlatformSetup platformSetup = PlatformSetup.ofThisProcess();
    String configured = platformSetup.environment().get("FIDELIO_TRACKER_URL");
    if (configured != null && !configured.isBlank()) {
      return URI.create(configured);
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
                        "no tracker is running: start it with ./fidelio up,"
                            + " or set FIDELIO_TRACKER_URL"));
  }

  /** The configured addresses. */
  public Addresses addresses() {
    return Addresses.of(Platform.environment(PlatformSetup.ofThisProcess()));
  }

  /** Standard output of the command. */
  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Standard error of the command, for progress. */
  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Whether {@code --json} is set. */
  public boolean isJson() {
    return json;
  }

  /** Prints the value with {@code --json}, else the text. */
  public void print(JsonNode value, String text) {
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
