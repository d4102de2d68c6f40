package dev.fidelio.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Optional;

/** A Kafka topic. Requests are work and have a topic each; facts are history and share one. */
public enum Topic {
  /** What users send: bare JSON, no key, no headers needed. */
  EXPERIMENT_REQUESTED("experiment-requested", Kind.WORK),
  /** A data set that has to be fetched before an experiment can train on it. */
  DATASET_REQUESTED("dataset-requested", Kind.WORK),
  /** One training, for the trainer. */
  TRAINING_REQUESTED("training-requested", Kind.WORK),
  /** One evaluation set to draw, for the sampler. */
  SAMPLING_REQUESTED("sampling-requested", Kind.WORK),
  /** One evaluation set to score, for the evaluator. */
  EVALUATION_REQUESTED("evaluation-requested", Kind.WORK),
  /** Experiments to be cancelled, for ingestion; workers follow it, too, to stop early. */
  CANCELLATION_REQUESTED("cancellation-requested", Kind.LASTING_WORK),
  /** Every fact about experiments, keyed by experiment id. */
  EXPERIMENT_EVENT("experiment-event", Kind.HISTORY),
  /** Every fact about models, keyed by model. */
  MODEL_EVENT("model-event", Kind.HISTORY),
  /** Live progress of a training. */
  TRAINING_PROGRESSED("training-progressed", Kind.SIGNAL);

  private enum Kind {
    WORK,
    LASTING_WORK,
    HISTORY,
    SIGNAL
  }

  /** The suffix of a dead-letter topic. */
  public static final String DEAD_LETTER = ".dead-letter";

  /** How long the broker retains dead letters. */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  @JsonValue private final String topicName;
  private final Kind kind;

  Topic(String topicName, Kind kind) {
    this.topicName = topicName;
    this.kind = kind;
  }

  /** The topic's name without a prefix. */
  public String plainName() {
    return topicName;
  }

  /** The topic's name on a broker, with the prefix of this installation before it. */
  public String name(String prefix) {
    return prefix + topicName;
  }

  /** The topic for this topic's records that are malformed or have exhausted their retries. */
  public String deadLetterName(String prefix) {
    return name(prefix) + DEAD_LETTER;
  }

  /** Whether workers share this topic's records through a share group. */
  public boolean isWork() {
    return kind == Kind.WORK || kind == Kind.LASTING_WORK;
  }

  /** Whether the broker keeps the last record of each key only. */
  public boolean isCompacted() {
    return kind == Kind.LASTING_WORK;
  }

  /** How long the broker keeps records; empty means forever. */
  public Optional<Duration> retention() {
    return kind == Kind.SIGNAL ? Optional.of(Duration.ofDays(1)) : Optional.empty();
  }
}
