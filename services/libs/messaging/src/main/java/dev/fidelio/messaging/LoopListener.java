package dev.fidelio.messaging;

import java.time.Duration;

/** Hears what a loop does with its records, for metrics. */
public interface LoopListener {

  /** What became of a record. */
  enum Outcome {
    /** Done. */
    HANDLED,
    /** Handed back, for another worker to go on. */
    RELEASED,
    /** Set aside: nobody can read it. */
    UNREADABLE,
    /** Set aside: it was tried as often as anything is. */
    EXHAUSTED,
    /** Published again as a new record, before the broker would have buried it. */
    REPUBLISHED
  }

  /**
   * A record was dealt with.
   *
   * @param topic the topic, without prefix
   * @param redelivered whether the broker had handed it out before
   * @param time from the record's arrival here
   */
  void dealtWith(String topic, Outcome outcome, boolean redelivered, Duration time);

  /** The lock of a record was renewed while the work on it runs. */
  void renewed(String topic);
}
