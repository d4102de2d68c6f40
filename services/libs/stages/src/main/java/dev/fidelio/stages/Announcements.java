package dev.fidelio.stages;

import dev.fidelio.artifacts.CommitPoint;
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

/** Makes messages of payloads, and publishes those of commit points until the broker has them. */
public final class Announcements {

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
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

  /** Messages that say these payloads, each with a new id and the present time. */
  public List<Message> messages(List<Payload> payloads) {
    return payloads.stream()
        .map(payload -> Message.of(UUID.randomUUID().toString(), clock.instant(), source, payload))
        .toList();
  }

  /**
   * Announces what a commit point holds, waiting for a broker that is away.
   *
   * @throws dev.fidelio.messaging.WorkStoppedException if the signal comes first
   */
  public void announce(CommitPoint point, StopSignal stop) {
    announce(point.messages(), stop);
  }

  /**
   * Announces messages, waiting for a broker that is away.
   *
   * @throws dev.fidelio.messaging.WorkStoppedException if the signal comes first
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

  /** Why the broker does not take the current announcement; empty if it does. */
  Optional<String> trouble() {
    return failure.problem();
  }

  /** Sends a payload that may be lost. */
  public void signal(Payload payload) {
    publisher.signal(messages(List.of(payload)).get(0));
  }
}
