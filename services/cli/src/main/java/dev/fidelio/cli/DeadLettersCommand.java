package dev.fidelio.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.messaging.DeadLetters.Letter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what was set aside. */
@Command(
    name = "dead-letters",
    description =
        "Lists the records that were set aside: those that nobody can read, and those that were "
            + "tried as often as anything is. The broker keeps them for 30 days, replayed or not.",
    subcommands = {DeadLetterShowCommand.class, DeadLetterReplayCommand.class})
final class DeadLettersCommand implements Callable<Integer> {

  private static final int SHOWN = 80;

  @Mixin private Output output;

  @Override
  public Integer call() {
    ArrayNode json = Json.mapper().createArrayNode();
    Table table = new Table("RECORD", "ATTEMPTS", "AGE", "CAUSE");
    for (Letter letter : new DeadLetterClient(output.addresses()).all()) {
      json.add(DeadLetterClient.summary(letter));
      table.add(
          letter.original().toString(),
          letter.attempts().map(String::valueOf).orElse(ValueText.NONE),
          age(letter.setAsideAt()),
          firstLine(letter.cause()));
    }
    output.print(json, json.isEmpty() ? "nothing was set aside" : table.toString());
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
