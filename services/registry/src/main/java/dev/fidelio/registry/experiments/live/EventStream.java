package dev.fidelio.registry.experiments.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One event stream of an experiment and the position up to which it was sent. */
final class EventStream {

  /** Leaves time for facts that are not ordered with the final one, such as the MLflow run. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final String experimentId;
  private final EventSubscriber eventSubscriber;
  private long last;
  private Instant sentAt;
  private Signal shown;

  EventStream(String experimentId, long after, EventSubscriber eventSubscriber, Instant now) {
    this.experimentId = experimentId;
    this.last = after;
    this.eventSubscriber = eventSubscriber;
    this.sentAt = now;
  }

  /** A signal as sent on the stream. */
  record Signal(String type, String json) {}

  /** A stored event as sent on the stream. */
  record StoredSignal(long number, String id, String type, String json) {}

  String experimentId() {
    return experimentId;
  }

  /** The number of the last event that was sent. */
  long last() {
    return last;
  }

  boolean isOpen() {
    return eventSubscriber.isOpen();
  }

  void close() {
    eventSubscriber.close();
  }

  /**
   * Sends new events.
   *
   * @param events what was stored since the last one sent, in order
   * @param signal the latest progress signal; null for none
   * @param isFinal whether the experiment was in a final state before the events were read
   */
  void send(List<StoredSignal> events, Signal signal, boolean isFinal, Instant now) {
    for (StoredSignal event : events) {
      eventSubscriber.event(event.id(), event.type(), event.json());
      last = event.number();
      sentAt = now;
    }
    if (signal != null && signal != shown && !isFinal) {
      eventSubscriber.event(null, signal.type(), signal.json());
      shown = signal;
      sentAt = now;
    }
    Duration silence = Duration.between(sentAt, now);
    if (isFinal && silence.compareTo(LINGER) >= 0) {
      eventSubscriber.close();
    } else if (silence.compareTo(HEARTBEAT) >= 0) {
      eventSubscriber.heartbeat();
      sentAt = now;
    }
  }
}
