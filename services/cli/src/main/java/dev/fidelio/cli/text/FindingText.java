package dev.fidelio.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The reasons why a promotion was refused, as text. */
public final class FindingText {

  private FindingText() {}

  /** A line for each finding. */
  public static String table(JsonNode findings) {
    Table table = new Table("FINDING", "HAVE", "NEED");
    for (JsonNode finding : findings) {
      table.add(
          ValueText.text(finding.path("code")),
          ValueText.text(finding.path("have")),
          ValueText.text(finding.path("need")));
    }
    return table.toString();
  }

  /** Their codes in one line. */
  public static String codes(JsonNode findings) {
    List<String> codes = new ArrayList<>();
    findings.forEach(finding -> codes.add(finding.path("code").asText()));
    return codes.isEmpty() ? ValueText.NONE : String.join(", ", codes);
  }
}
