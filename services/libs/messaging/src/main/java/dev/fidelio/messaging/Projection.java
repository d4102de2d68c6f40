package dev.fidelio.messaging;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A view that is made from the facts and can be made again. */
public interface Projection {

  /**
   * Where to go on, for a view that keeps its own offsets. A partition that is left out goes on
   * where its consumer group has committed, from the beginning where it has not.
   */
  Map<TopicPartition, Long> positions(Set<TopicPartition> partitions);

  /**
   * Takes facts into the view. Each may have come before. Whatever it throws is tried again after a
   * while.
   *
   * @param facts what was heard, in order within each partition; types of later versions and
   *     records that nobody can read are left out
   * @param next the offset to go on from in each partition, to be kept in the same transaction
   * @throws dev.fidelio.contracts.UnreadableException if the view cannot hold one of the facts and
   *     never will; all of them come again one by one, and that one is set aside
   */
  void apply(List<ReceivedEvent> facts, Map<TopicPartition, Long> next);

  /**
   * Whether the view stands where this reader has brought it, or further; asked now and then while
   * nothing comes. A view that was made empty is read into again from where it says.
   */
  default boolean isKept() {
    return true;
  }
}
