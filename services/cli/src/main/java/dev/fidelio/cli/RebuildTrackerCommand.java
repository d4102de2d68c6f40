package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Mends MLflow in place. */
@Command(
    name = "tracker",
    description =
        "Compares MLflow with the log and mends it in place: parameters, metrics, tags, artifacts by "
            + "their digests, versions, aliases. Says what it mended; exit code 1 if something cannot be.")
final class RebuildTrackerCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Override
  public Integer call() {
    TrackerClient tracker = new TrackerClient(output.tracker());
    tracker.reconcile();
    JsonNode report =
        new ProgressPoller(output)
            .toTheEnd(
                tracker::reconciliation, now -> !now.path("state").asText().equals("RUNNING"));
    if (!report.path("state").asText().equals("DONE")) {
      throw new CommandFailedException(
          "the comparison broke off: " + ValueText.text(report.path("failure")));
    }
    output.print(report, text(report));
    return report.path("left").isEmpty() ? 0 : 1;
  }

  private static String text(JsonNode report) {
    StringBuilder text = new StringBuilder();
    if (report.path("mended").isEmpty()) {
      text.append("nothing had to be mended").append(System.lineSeparator());
    } else {
      Table mended = new Table("SUBJECT", "MENDED", "NAME", "WAS", "IS");
      for (JsonNode each : report.path("mended")) {
        mended.add(
            ValueText.text(each.path("subject")),
            ValueText.text(each.path("what")),
            ValueText.text(each.path("name")),
            shortened(each.path("was")),
            shortened(each.path("now")));
      }
      text.append(mended);
    }
    if (!report.path("left").isEmpty()) {
      Table left = new Table("SUBJECT", "LEFT AS IT IS");
      for (JsonNode each : report.path("left")) {
        left.add(ValueText.text(each.path("subject")), ValueText.text(each.path("why")));
      }
      text.append(left);
    }
    return text.toString();
  }

  private static String shortened(JsonNode value) {
    String text = ValueText.text(value);
    return text.length() <= 40 ? text : text.substring(0, 39) + "…";
  }
}
