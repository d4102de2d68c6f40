package dev.fidelio.cli.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.console.ProgressPoller;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import dev.fidelio.contracts.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the files that are no longer needed, and deletes them. */
@Command(
    name = "retention",
    description =
        "Lists the files that the settings fidelio.retention.* allow to delete: those of "
            + "archived versions and of failed or cancelled experiments, and checkpoints between the best and the "
            + "last. Files that an alias, a rollback or a resume needs are never listed.")
public final class RetentionCommand implements Callable<Integer> {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final int STEP = 1024;

  @Mixin private Output output;

  @Option(
      names = "--apply",
      description = "permanently delete those that were listed an hour ago or earlier")
  private boolean apply;

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    JsonNode plan = registry.get("retention");
    if (!apply) {
      output.print(plan, text(plan, "can be deleted with --apply"));
      return 0;
    }
    registry.post("retention", Json.mapper().createObjectNode());
    JsonNode work =
        new ProgressPoller(output, "files")
            .toTheEnd(
                () -> registry.get("retention/work"),
                now -> !now.path("state").asText().equals("RUNNING"));
    if (work.path("state").asText().equals("FAILED")) {
      throw new CommandFailedException(
          "the deletion failed: " + ValueText.text(work.path("failure")));
    }
    long deleted = work.path("of").asLong();
    long left = plan.path("files").asLong() - deleted;
    output.print(
        plan,
        text(plan, "are not needed; %d were deleted".formatted(deleted))
            + (left > 0 ? ", %d wait for a run an hour after the first look".formatted(left) : ""));
    return 0;
  }

  private static String text(JsonNode plan, String what) {
    if (plan.path("items").isEmpty()) {
      return "no file can be deleted";
    }
    Table table = new Table("EXPERIMENT", "FILES", "SIZE", "BECAUSE");
    for (JsonNode item : plan.path("items")) {
      table.add(
          ValueText.text(item.path("experimentId")),
          Integer.toString(item.path("files").size()),
          size(item.path("bytes").asLong()),
          ValueText.text(item.path("reason")));
    }
    return "%s%s files of %s %s"
        .formatted(
            table, ValueText.text(plan.path("files")), size(plan.path("bytes").asLong()), what);
  }

  /** A number of bytes with its unit. */
  private static String size(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= STEP && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }
}
