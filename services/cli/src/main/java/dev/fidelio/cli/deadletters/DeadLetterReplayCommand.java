package dev.fidelio.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.client.RegistryClient;
import dev.fidelio.cli.console.Output;
import dev.fidelio.contracts.Json;
import dev.fidelio.messaging.DeadLetter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Replays dead letters. */
@Command(
    name = "replay",
    description =
        "Publishes dead letters to their original topics, unchanged. "
            + "Requests of failed experiments are refused; use fidelio resume for those.")
final class DeadLetterReplayCommand implements Callable<Integer> {

  @Mixin private Output output;

  @Parameters(
      arity = "1..*",
      paramLabel = "TOPIC-PARTITION@OFFSET",
      description = "the original position of each record, as listed")
  private List<String> records;

  @Override
  public Integer call() {
    DeadLetterClient deadLetterClient = new DeadLetterClient(output.addresses());
    List<DeadLetter> chosen = records.stream().map(deadLetterClient::about).toList();
    // All records are checked before the first is sent, so that a refusal changes nothing.
    chosen.forEach(this::requireUnfailed);
    ArrayNode json = Json.mapper().createArrayNode();
    StringBuilder text = new StringBuilder();
    for (DeadLetter letter : chosen) {
      deadLetterClient.replay(letter);
      json.add(DeadLetterClient.summary(letter));
      text.append("replayed %s%n".formatted(letter.original()));
    }
    output.print(json, text.toString());
    return 0;
  }

  private void requireUnfailed(DeadLetter letter) {
    DeadLetterClient.requested(letter)
        .filter(this::hasFailed)
        .ifPresent(
            id -> {
              throw new CommandFailedException(
                  "%s is a request of %s, which has failed; continue it with ./fidelio resume %s"
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
