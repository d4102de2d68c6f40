package dev.fidelio.messaging;

import java.time.Duration;

/** Hears what a loop does with its records, for metrics. */
public interface LoopListener {

  /** What became of a record. */
  enum Outcome {
    HANDLED,
    RELEASED,
    UNREADABLE
  }

  /**
   * A record was dealt with.
   *
   * @param topic the topic, without prefix
   * @param redelivered whether the broker had handed it out before
   * @param time from the record's arrival here
   */
  void dealtWith(String topic, Outcome outcome, boolean redelivered, Duration time);
}
