package dev.fidelio.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fidelio.cli.client.Addresses;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.cli.experiments.ExperimentSubmitter;
import dev.fidelio.contracts.Ids;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.DeadLetter;
import dev.fidelio.messaging.DeadLetters;
import dev.fidelio.messaging.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** Reads and replays dead letters. */
final class DeadLetterClient {

  private final Addresses addresses;
  private final DeadLetters letters;

  DeadLetterClient(Addresses addresses) {
    this.addresses = addresses;
    this.letters =
        new DeadLetters(
            new KafkaSettings(
                addresses.bootstrapServers(), addresses.topicsPrefix(), "cli", Map.of()));
  }

  /**
   * All dead letters, oldest first.
   *
   * @throws CommandFailedException if the broker does not answer
   */
  List<DeadLetter> all() {
    try {
      return letters.all();
    } catch (KafkaException e) {
      throw new CommandFailedException(
          "Kafka at %s does not answer: %s".formatted(addresses.bootstrapServers(), e.getMessage()),
          e);
    }
  }

  /**
   * The dead letter of a record.
   *
   * @param record its original topic, partition and offset, as listed
   * @throws CommandFailedException if no dead letter holds it
   */
  DeadLetter about(String record) {
    return all().stream()
        .filter(letter -> letter.original().toString().equals(record))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "there is no dead letter %s; list them with ./fidelio dead-letters"
                        .formatted(record)));
  }

  /** Publishes the record to its original topic. */
  void replay(DeadLetter letter) {
    try (ExperimentSubmitter submitter = new ExperimentSubmitter(addresses)) {
      submitter.send(letters.replay(letter));
    }
  }

  /** The experiment of a dead letter that is a request; empty for any other record. */
  static Optional<String> requested(DeadLetter letter) {
    if (!letter.topic().isWork()) {
      return Optional.empty();
    }
    try {
      JsonNode value = Json.read(letter.record().value(), JsonNode.class);
      JsonNode id = value.at("/experiment/experimentId");
      id = id.isMissingNode() ? value.path("experimentId") : id;
      if (id.isTextual()) {
        return Optional.of(id.textValue());
      }
    } catch (UnreadableException | IllegalArgumentException noRequest) {
      return Optional.empty();
    }
    return letter.topic() == Topic.EXPERIMENT_REQUESTED
        ? Optional.of(Ids.ofRecord(letter.original()))
        : Optional.empty();
  }

  /** A dead letter's metadata. */
  static ObjectNode summary(DeadLetter letter) {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("record", letter.original().toString())
            .put("topic", letter.original().topic())
            .put("partition", letter.original().partition())
            .put("offset", letter.original().offset())
            .put("sentAt", letter.original().timestamp().toString())
            .put("setAsideAt", letter.setAsideAt().toString());
    letter.attempts().ifPresent(attempts -> json.put("attempts", attempts));
    return json.put("cause", letter.cause());
  }
}
