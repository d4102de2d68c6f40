package dev.fidelio.ingestion;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Experiment;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What was decided about a request, for ever: {@code experiments/<id>/request.json}.
 *
 * @param source the record that was decided about
 * @param sent its value, byte for byte
 * @param experiment the request with every default filled in; absent where it was rejected
 * @param messages what to announce
 */
record AdmissionDecision(
    Coordinates source, byte[] sent, Experiment experiment, List<Message> messages) {

  AdmissionDecision {
    sent = sent == null ? new byte[0] : sent;
    messages = List.copyOf(messages);
  }

  /** Whether this is about the very same record. */
  boolean isAbout(Coordinates record) {
    return source.equals(record);
  }

  /** Whether the request was accepted. */
  boolean isAccepted() {
    return experiment != null;
  }

  /** Whether the data set has to be fetched before the training. */
  boolean fetchesDataset() {
    return messages.stream().anyMatch(message -> message.topic() == Topic.DATASET_REQUESTED);
  }

  /** Whether another record asks for the same: the same bytes, or the same once resolved. */
  boolean asksTheSameAs(AdmissionDecision other) {
    return Arrays.equals(sent, other.sent)
        || experiment != null && Objects.equals(experiment, other.experiment);
  }
}
