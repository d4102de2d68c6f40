package dev.fidelio.registry.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One stream of an experiment's events, as far as it was sent. */
final class Watch {

  /**
   * Long enough for what belongs to the end and is not in order with it, such as the MLflow run.
   */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final String experimentId;
  private final Watcher watcher;
  private long last;
  private Instant sentAt;
  private Signal shown;

  Watch(String experimentId, long after, Watcher watcher, Instant now) {
    this.experimentId = experimentId;
    this.last = after;
    this.watcher = watcher;
    this.sentAt = now;
  }

  /** A signal as it goes on the stream. */
  record Signal(String type, String json) {}

  /** A stored event as it goes on the stream. */
  record Stored(long number, String id, String type, String json) {}

  String experimentId() {
    return experimentId;
  }

  /** The number of the last event that was sent. */
  long last() {
    return last;
  }

  boolean isOpen() {
    return watcher.isOpen();
  }

  void close() {
    watcher.close();
  }

  /**
   * Sends what is new.
   *
   * @param events what was stored since the last one sent, in order
   * @param signal where the training is; null while it does not say
   * @param isFinal whether the experiment was in a final state before the events were read
   */
  void send(List<Stored> events, Signal signal, boolean isFinal, Instant now) {
    for (Stored event : events) {
      watcher.event(event.id(), event.type(), event.json());
      last = event.number();
      sentAt = now;
    }
    if (signal != null && signal != shown && !isFinal) {
      watcher.event(null, signal.type(), signal.json());
      shown = signal;
      sentAt = now;
    }
    Duration silence = Duration.between(sentAt, now);
    if (isFinal && silence.compareTo(LINGER) >= 0) {
      watcher.close();
    } else if (silence.compareTo(HEARTBEAT) >= 0) {
      watcher.heartbeat();
      sentAt = now;
    }
  }
}
