package dev.fidelio.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fidelio.contracts.Json;
import dev.fidelio.messaging.DeadLetters.Letter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sends dead letters to where they were sent before. */
@Command(
    name = "replay",
    description =
        "Sends records that were set aside once more to where they were sent before, as they were. "
            + "The request of a failed experiment is refused: that has ended, and resume goes on from it.")
final class DeadLetterReplayCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(
      arity = "1..*",
      paramLabel = "TOPIC-PARTITION@OFFSET",
      description = "where each record stood, as the list shows it")
  private List<String> records;

  @Override
  public Integer call() {
    DeadLetterClient deadLetterClient = new DeadLetterClient(output.addresses());
    List<Letter> chosen = records.stream().map(deadLetterClient::about).toList();
    // Before any is sent, so that a refusal leaves everything as it was.
    chosen.forEach(this::requireUnfailed);
    ArrayNode json = Json.mapper().createArrayNode();
    StringBuilder text = new StringBuilder();
    for (Letter letter : chosen) {
      deadLetterClient.replay(letter);
      json.add(DeadLetterClient.summary(letter));
      text.append("sent %s again%n".formatted(letter.original()));
    }
    output.print(json, text.toString());
    return 0;
  }

  private void requireUnfailed(Letter letter) {
    DeadLetterClient.requested(letter)
        .filter(this::hasFailed)
        .ifPresent(
            id -> {
              throw new CommandFailedException(
                  "%s asks for work on %s, which has failed for good; ./fidelio resume %s goes on from where it stopped"
                      .formatted(letter.original(), id, id));
            });
  }

  private boolean hasFailed(String id) {
    return output
        .registry()
        .find("experiments/" + RegistryClient.encoded(id))
        .map(answer -> Json.read(answer.body(), JsonNode.class))
        .filter(experiment -> experiment.path("state").asText().equals("FAILED"))
        .isPresent();
  }
}
