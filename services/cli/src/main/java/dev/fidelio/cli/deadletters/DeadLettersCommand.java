package dev.fidelio.cli.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fidelio.cli.console.Output;
import dev.fidelio.cli.text.Table;
import dev.fidelio.cli.text.ValueText;
import dev.fidelio.contracts.Json;
import dev.fidelio.messaging.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the dead letters. */
@Command(
    name = "dead-letters",
    description =
        "Lists the dead letters: records that are unreadable, and records whose processing failed "
            + "too often. The broker keeps them for 30 days, even after a replay.",
    subcommands = {DeadLetterShowCommand.class, DeadLetterReplayCommand.class})
public final class DeadLettersCommand implements Callable<Integer> {

  private static final int SHOWN = 80;

  @Mixin private Output output;

  @Override
  public Integer call() {
    ArrayNode json = Json.mapper().createArrayNode();
    Table table = new Table("RECORD", "ATTEMPTS", "AGE", "CAUSE");
    for (DeadLetter letter : new DeadLetterClient(output.addresses()).all()) {
      json.add(DeadLetterClient.summary(letter));
      table.add(
          letter.original().toString(),
          letter.attempts().map(String::valueOf).orElse(ValueText.NONE),
          age(letter.setAsideAt()),
          firstLine(letter.cause()));
    }
    output.print(json, json.isEmpty() ? "there are no dead letters" : table.toString());
    return 0;
  }

  private static String age(Instant since) {
    Duration age = Duration.between(since, Instant.now());
    if (age.toDays() > 0) {
      return age.toDays() + " d";
    }
    return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
  }

  private static String firstLine(String cause) {
    String line = cause.lines().findFirst().orElse("");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
  }
}
