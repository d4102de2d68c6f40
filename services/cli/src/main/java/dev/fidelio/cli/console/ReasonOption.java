package dev.fidelio.cli.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.contracts.Json;
import picocli.CommandLine.Option;

/** The reason for a decision, as an option. */
public final class ReasonOption {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "the reason, recorded with the decision")
  private String reason;

  /** The reason; null if none is given. */
  public String text() {
    return reason;
  }

  /** A request's body with the reason, if one is given. */
  public ObjectNode body() {
    return body(reason);
  }

  /** A request's body with a reason; without one if it is null. */
  public static ObjectNode body(String reason) {
    ObjectNode body = Json.mapper().createObjectNode();
    return reason == null ? body : body.put("reason", reason);
  }
}
