package dev.fidelio.stages;

import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.messaging.PublishException;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.RepeatedFailure;
import dev.fidelio.messaging.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates messages from payloads, and publishes commit points until the broker confirms them. */
public final class Announcements {

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  /** Kafka's own limit of 1 MiB, less what keys and headers take. */
  private static final int MAX_BYTES = 1_000_000;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Publisher publisher;
  private final String source;
  private final Clock clock;
  private final RepeatedFailure failure = new RepeatedFailure(LOG, "publishing");

  /**
   * @param source the service that publishes, {@code ce_source}
   */
  public Announcements(Publisher publisher, String source, Clock clock) {
    this.publisher = publisher;
    this.source = source;
    this.clock = clock;
  }

  /**
   * Messages with these payloads, each with a new id and the current time.
   *
   * @throws PermanentFailureException if one is too large to be published, before anything that
   *     holds it is committed
   */
  public List<Message> messages(List<Payload> payloads) {
    return payloads.stream()
        .map(payload -> Message.of(UUID.randomUUID().toString(), clock.instant(), source, payload))
        .map(Announcements::requirePublishable)
        .toList();
  }

  private static Message requirePublishable(Message message) {
    int size = Json.bytes(message.data()).length;
    if (size > MAX_BYTES) {
      throw new PermanentFailureException(
          "%s has %d bytes; at most %d can be published"
              .formatted(message.type(), size, MAX_BYTES));
    }
    return message;
  }

  /**
   * Announces the messages of a commit point, waiting while the broker is unavailable.
   *
   * @throws dev.fidelio.messaging.WorkStoppedException if the signal is set first
   */
  public void announce(CommitPoint point, StopSignal stop) {
    announce(point.messages(), stop);
  }

  /**
   * Announces messages, waiting while the broker is unavailable.
   *
   * @throws dev.fidelio.messaging.WorkStoppedException if the signal is set first
   */
  public void announce(List<Message> messages, StopSignal stop) {
    while (true) {
      stop.check();
      try {
        publisher.publish(messages);
        failure.succeeded();
        return;
      } catch (PublishException e) {
        failure.failed(e);
        stop.await(PAUSE);
      }
    }
  }

  /** Why the current announcement cannot be published; empty if there is no problem. */
  Optional<String> problem() {
    return failure.problem();
  }

  /** Sends a payload that may be lost. */
  public void signal(Payload payload) {
    publisher.signal(messages(List.of(payload)).get(0));
  }
}
