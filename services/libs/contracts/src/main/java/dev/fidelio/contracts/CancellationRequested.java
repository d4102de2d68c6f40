package dev.fidelio.contracts;

/**
 * Stop an experiment permanently, whatever its state and even if its own request has not arrived
 * yet. Only the value matters, so that any Kafka client can send one, with the id as the key.
 *
 * @param experimentId the experiment
 * @param reason why, for people; may be absent
 */
public record CancellationRequested(String experimentId, String reason) implements Payload {

  /** The longest reason, in characters. */
  public static final int MAX_REASON = 1_000;

  public CancellationRequested {
    Constraints.requireName(experimentId, "experimentId");
    if (reason != null && reason.length() > MAX_REASON) {
      throw new IllegalArgumentException("reason has more than " + MAX_REASON + " characters");
    }
  }

  @Override
  public Topic topic() {
    return Topic.CANCELLATION_REQUESTED;
  }

  @Override
  public String key() {
    return experimentId;
  }
}
