package dev.fidelio.registry;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * One possible delivery of facts to a projection: the facts of one experiment in order, those of
 * several experiments in any interleaving, with repeated announcements and redelivered records.
 */
final class DeliveryOrder {

  private static final int PARTITIONS = 3;
  private static final int LARGEST_BATCH = 12;

  private final String name;
  private final Random random;
  private final List<List<ReceivedEvent>> logs = new ArrayList<>();

  /**
   * @param stories the facts of each experiment in the order in which they happened
   * @param seed selects the delivery
   */
  DeliveryOrder(List<List<Message>> stories, long seed) {
    name = "delivery-" + seed;
    random = new Random(seed);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      logs.add(new ArrayList<>());
    }
    List<List<Message>> left = new ArrayList<>();
    stories.forEach(story -> left.add(repeated(story)));
    while (!left.isEmpty()) {
      append(left.get(random.nextInt(left.size())).remove(0));
      left.removeIf(List::isEmpty);
    }
  }

  /** All partitions, which no other delivery uses. */
  Set<TopicPartition> partitions() {
    Set<TopicPartition> partitions = new HashSet<>();
    for (int number = 0; number < PARTITIONS; number++) {
      partitions.add(new TopicPartition(name, number));
    }
    return partitions;
  }

  /** The records of one poll, and the position after them. */
  record Batch(List<ReceivedEvent> facts, Map<TopicPartition, Long> next) {}

  /** The batches; some begin with records of the previous one. */
  List<Batch> batches() {
    int[] next = new int[PARTITIONS];
    List<Batch> batches = new ArrayList<>();
    while (isMore(next)) {
      int partition = random.nextInt(PARTITIONS);
      List<ReceivedEvent> log = logs.get(partition);
      int from = Math.max(0, next[partition] - (random.nextInt(3) == 0 ? random.nextInt(8) : 0));
      int to = Math.min(log.size(), from + 1 + random.nextInt(LARGEST_BATCH));
      if (from < to) {
        next[partition] = to;
        Map<TopicPartition, Long> positions = new LinkedHashMap<>();
        positions.put(new TopicPartition(name, partition), (long) to);
        batches.add(new Batch(List.copyOf(log.subList(from, to)), positions));
      }
    }
    return batches;
  }

  private boolean isMore(int[] next) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      if (next[partition] < logs.get(partition).size()) {
        return true;
      }
    }
    return false;
  }

  /** The worker that takes over repeats the last announcements, in order. */
  private List<Message> repeated(List<Message> story) {
    List<Message> repeated = new ArrayList<>();
    for (int i = 0; i < story.size(); i++) {
      repeated.add(story.get(i));
      if (random.nextInt(4) == 0) {
        repeated.addAll(story.subList(random.nextInt(i + 1), i + 1));
      }
    }
    return repeated;
  }

  private void append(Message message) {
    int partition = Math.floorMod(message.key().hashCode(), PARTITIONS);
    List<ReceivedEvent> log = logs.get(partition);
    Coordinates at = new Coordinates(name, partition, log.size(), Instant.EPOCH);
    log.add(new ReceivedEvent(message, message.payload().orElseThrow(), at));
  }
}
