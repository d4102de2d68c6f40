package dev.fidelio.messaging;

import java.time.Duration;

/** Receives what a loop does with its records, for metrics. */
public interface LoopListener {

  /** The outcome of a record. */
  enum Outcome {
    /** Done. */
    HANDLED,
    /** Released, for another worker to continue. */
    RELEASED,
    /** Sent to the dead letters: malformed. */
    UNREADABLE,
    /** Sent to the dead letters: a projection cannot process it. */
    REFUSED,
    /** Sent to the dead letters: the maximum number of attempts was reached. */
    EXHAUSTED,
    /**
     * Published again as a new record, before the broker would have discarded it or it would have
     * kept others from being handed out.
     */
    REPUBLISHED
  }

  /**
   * A record was processed.
   *
   * @param topic the topic, without prefix
   * @param redelivered whether the broker had delivered it before
   * @param time since the record's arrival
   */
  void processed(String topic, Outcome outcome, boolean redelivered, Duration time);

  /** The lock of a record was renewed while the work on it runs. */
  void renewed(String topic);
}
