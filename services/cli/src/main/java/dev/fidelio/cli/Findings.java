package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What stands between a version and an alias, as a person reads it. */
final class Findings {

  private Findings() {}

  /** A line for each finding. */
  static String table(JsonNode findings) {
    Table table = new Table("FINDING", "HAVE", "NEED");
    for (JsonNode finding : findings) {
      table.add(
          Values.text(finding.path("code")),
          Values.text(finding.path("have")),
          Values.text(finding.path("need")));
    }
    return table.toString();
  }

  /** Their codes in one line. */
  static String codes(JsonNode findings) {
    List<String> codes = new ArrayList<>();
    findings.forEach(finding -> codes.add(finding.path("code").asText()));
    return codes.isEmpty() ? Values.NONE : String.join(", ", codes);
  }
}
