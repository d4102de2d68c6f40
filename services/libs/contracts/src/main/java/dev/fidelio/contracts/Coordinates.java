package dev.fidelio.contracts;

import java.time.Instant;
import java.util.Objects;

/**
 * The position of a record in Kafka.
 *
 * @param topic topic, with its prefix
 * @param partition partition
 * @param offset offset
 * @param timestamp the record's timestamp
 */
public record Coordinates(String topic, int partition, long offset, Instant timestamp) {

  public Coordinates {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(timestamp, "timestamp");
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
