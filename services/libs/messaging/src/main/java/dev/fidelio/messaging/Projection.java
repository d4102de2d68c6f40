package dev.fidelio.messaging;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A view that is derived from facts and can be rebuilt. */
public interface Projection {

  /**
   * Where to resume, for a view that stores its own offsets. A partition that is left out resumes
   * from the consumer group's committed offset, or from the beginning if there is none.
   */
  Map<TopicPartition, Long> positions(Set<TopicPartition> partitions);

  /**
   * Applies facts to the view. Each may have been applied before. After a {@linkplain
   * Failures#isTransient transient} failure the loop tries again after a pause, with fewer facts;
   * after any other one it halves the facts until the one that is the reason stands alone, and sets
   * it aside.
   *
   * @param facts the facts received, in order within each partition, without types from later
   *     versions and malformed records
   * @param next the offset to resume from in each partition, to be stored in the same transaction
   * @return the facts that the view can never hold, to be set aside, with the causes; all others
   *     are applied
   */
  Map<ReceivedEvent, Throwable> apply(List<ReceivedEvent> facts, Map<TopicPartition, Long> next);

  /**
   * Whether the view still contains everything that this reader has applied; checked when no
   * records arrive. A view that was reset is filled again from its own positions.
   */
  default boolean isKept() {
    return true;
  }
}
