package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the files that nobody needs any more, and gives them up. */
@Command(
    name = "retention",
    description =
        "Lists the files that nobody needs any more, by the settings fidelio.retention.*: those of "
            + "archived versions and of dead experiments, and checkpoints between the best and the "
            + "last. Nothing that an alias, a rollback or a resume needs is among them.")
final class RetentionCommand implements Callable<Integer> {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final int STEP = 1024;

  @Mixin private Output output;

  @Option(names = "--apply", description = "give them up, for good")
  private boolean apply;

  @Override
  public Integer call() {
    RegistryClient registry = output.registry();
    JsonNode plan = registry.get("retention");
    if (!apply) {
      output.print(plan, text(plan, "would go; --apply gives them up"));
      return 0;
    }
    registry.post("retention", Json.mapper().createObjectNode());
    JsonNode work =
        new ProgressPoller(output, "files")
            .toTheEnd(
                () -> registry.get("retention/work"),
                now -> !now.path("state").asText().equals("RUNNING"));
    if (work.path("state").asText().equals("FAILED")) {
      throw new CommandFailedException("it broke off: " + ValueText.text(work.path("failure")));
    }
    output.print(plan, text(plan, "are gone"));
    return 0;
  }

  private static String text(JsonNode plan, String what) {
    if (plan.path("items").isEmpty()) {
      return "every file is needed, or kept by the settings";
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

  /** A number of bytes as a person reads it. */
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
