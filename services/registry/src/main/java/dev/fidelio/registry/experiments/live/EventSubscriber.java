package dev.fidelio.registry.experiments.live;

/** A subscriber to the events of an experiment. */
public interface EventSubscriber {

  /**
   * Sends an event.
   *
   * @param id the event's id, for Last-Event-ID; null for a signal
   * @param type the event's type on the wire
   * @param json its data
   */
  void event(String id, String type, String json);

  /** Sends a comment, so that proxies keep the idle connection open. */
  void heartbeat();

  /** Whether the subscriber is still connected. */
  boolean isOpen();

  /** Ends the stream. */
  void close();
}
