package dev.fidelio.contracts;

import java.time.Instant;

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
    Constraints.requireText(topic, "topic");
    Constraints.requireNotNegative(partition, "partition");
    Constraints.requireNotNegative(offset, "offset");
    Constraints.requireTime(timestamp, "timestamp");
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
