package dev.fidelio.messaging;

import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies records to a projection. A batch that the projection cannot process is halved until the
 * records that are the reason stand alone; those are set aside with their cause.
 */
final class RecordProjector {

  private static final Logger LOG = LoggerFactory.getLogger(RecordProjector.class);

  private final String group;
  private final String prefix;
  private final Projection projection;
  private final Predicate<String> isOwn;
  private final BiConsumer<ConsumerRecord<byte[], byte[]>, UnreadableException> deadLetters;

  /**
   * @param group the projection's name, part of every cause
   * @param prefix of every topic
   * @param isOwn whether this projection, of several, sets aside a topic's malformed records
   * @param deadLetters takes a record that is set aside, with the cause
   */
  RecordProjector(
      String group,
      String prefix,
      Projection projection,
      Predicate<String> isOwn,
      BiConsumer<ConsumerRecord<byte[], byte[]>, UnreadableException> deadLetters) {
    this.group = group;
    this.prefix = prefix;
    this.projection = projection;
    this.isOwn = isOwn;
    this.deadLetters = deadLetters;
  }

  /** The offset to resume from after these records, in each of their partitions. */
  static Map<TopicPartition, Long> next(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    return next;
  }

  /**
   * Applies records, in order within each partition.
   *
   * @return what became of each
   * @throws RuntimeException a {@linkplain Failures#isTransient transient} failure: all of them
   *     have to be applied again
   */
  Map<ConsumerRecord<byte[], byte[]>, Outcome> apply(List<ConsumerRecord<byte[], byte[]>> records) {
    Batch batch = new Batch();
    records.forEach(batch::read);
    batch.project(records);
    return batch.outcomes;
  }

  /** The records of one call. */
  private final class Batch {

    private final Map<ConsumerRecord<byte[], byte[]>, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<ConsumerRecord<byte[], byte[]>, ReceivedEvent> facts = new HashMap<>();

    void read(ConsumerRecord<byte[], byte[]> record) {
      outcomes.put(record, Outcome.HANDLED);
      try {
        ReceivedEvent.of(record, prefix).ifPresent(fact -> facts.put(record, fact));
      } catch (RuntimeException | StackOverflowError e) {
        outcomes.put(record, Outcome.UNREADABLE);
        try (LogContext context = LogContext.of(record)) {
          String why = Failures.text(e);
          LOG.warn("{}: skipping {}: {}", group, MessageCodec.coordinates(record), why);
          if (isOwn.test(record.topic())) {
            deadLetters.accept(record, new UnreadableException(why, e));
          }
        }
      }
    }

    void project(List<ConsumerRecord<byte[], byte[]>> records) {
      Optional<Throwable> failure = failure(records);
      if (failure.isEmpty()) {
        return;
      }
      if (records.size() == 1) {
        // The second time, since a concurrent change may have been the reason.
        failure(records).ifPresent(cause -> refuse(records, cause));
        return;
      }
      LOG.warn("{}: halving {} records: {}", group, records.size(), Failures.text(failure.get()));
      int middle = records.size() / 2;
      project(records.subList(0, middle));
      project(records.subList(middle, records.size()));
    }

    /** Why the projection cannot process the records; empty on success. */
    private Optional<Throwable> failure(List<ConsumerRecord<byte[], byte[]>> records) {
      List<ReceivedEvent> received = new ArrayList<>();
      // By identity: facts can be equal, and deep.
      Map<ReceivedEvent, ConsumerRecord<byte[], byte[]>> origins = new IdentityHashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        ReceivedEvent fact = facts.get(record);
        if (fact != null) {
          received.add(fact);
          origins.put(fact, record);
        }
      }
      try {
        projection
            .apply(received, next(records))
            .forEach((fact, cause) -> refuse(origins.get(fact), cause));
        return Optional.empty();
      } catch (RuntimeException | StackOverflowError e) {
        if (Failures.isTransient(e)) {
          throw e;
        }
        return Optional.of(e);
      }
    }

    private void refuse(List<ConsumerRecord<byte[], byte[]>> single, Throwable cause) {
      refuse(single.get(0), cause);
      projection.apply(List.of(), next(single));
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
      outcomes.put(record, Outcome.REFUSED);
      String why = group + " cannot process it: " + Failures.text(cause);
      ReceivedEvent fact = facts.get(record);
      try (LogContext context = fact == null ? LogContext.of(record) : LogContext.of(fact)) {
        LOG.warn("{}: setting {} aside", group, MessageCodec.coordinates(record), cause);
        deadLetters.accept(record, new UnreadableException(why, cause));
      }
    }
  }
}
