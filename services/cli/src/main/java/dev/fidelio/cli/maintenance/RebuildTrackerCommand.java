package dev.fidelio.cli.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.TrackerClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.console.ProgressPoller;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reconciles MLflow with the log. */
@Command(
    name = "tracker",
    description =
        "Compares MLflow with the log and repairs it in place: parameters, metrics, tags, artifacts by "
            + "digest, versions, aliases. Prints the repairs; exits with 1 if something cannot be repaired.")
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
          "the reconciliation failed: " + ValueText.text(report.path("failure")));
    }
    output.print(report, text(report));
    return report.path("left").isEmpty() ? 0 : 1;
  }

  private static String text(JsonNode report) {
    StringBuilder text = new StringBuilder();
    if (report.path("mended").isEmpty()) {
      text.append("nothing to repair").append(System.lineSeparator());
    } else {
      Table mended = new Table("SUBJECT", "REPAIRED", "NAME", "WAS", "IS");
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
