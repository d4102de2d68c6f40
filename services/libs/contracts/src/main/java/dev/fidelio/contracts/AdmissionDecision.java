package dev.fidelio.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The decision about a request, which ingestion writes once and never changes: {@code
 * experiments/<id>/request.json} in the store.
 *
 * @param source the record that carried the request
 * @param sent its value, byte for byte
 * @param experiment the request with every default filled in; absent where it was rejected
 * @param messages what ingestion announces
 */
public record AdmissionDecision(
    Coordinates source, byte[] sent, Experiment experiment, List<Message> messages) {

  public AdmissionDecision {
    Objects.requireNonNull(source, "source");
    sent = sent == null ? new byte[0] : sent;
    messages = List.copyOf(messages);
  }

  /** Whether this decision is about that record. */
  public boolean isAbout(Coordinates record) {
    return source.equals(record);
  }

  /** Whether the request was accepted. */
  public boolean isAccepted() {
    return experiment != null;
  }

  /** Whether the data set has to be fetched before the training. */
  public boolean fetchesDataset() {
    return messages.stream().anyMatch(message -> message.topic() == Topic.DATASET_REQUESTED);
  }

  /** Whether both requests ask for the same: equal bytes, or equal once resolved. */
  public boolean asksTheSameAs(AdmissionDecision other) {
    return Arrays.equals(sent, other.sent)
        || experiment != null && Objects.equals(experiment, other.experiment);
  }
}
