package dev.fidelio.registry.experiments.live;

/** Whoever watches an experiment, at the other end of a connection. */
public interface EventSubscriber {

  /**
   * Sends an event.
   *
   * @param id the event's id, from which a reader can go on later; null for a signal
   * @param type the event's type on the wire
   * @param json its data
   */
  void event(String id, String type, String json);

  /** Sends something that says nothing, so that nobody on the way gives the connection up. */
  void heartbeat();

  /** Whether anybody is still there. */
  boolean isOpen();

  /** Ends the stream. */
  void close();
}
