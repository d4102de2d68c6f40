package dev.fidelio.registry.offsets;

import dev.fidelio.contracts.TransientException;
import dev.fidelio.messaging.Consumers;
import dev.fidelio.messaging.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a partition's log is still the one that a stored position was taken in. It is not
 * if the topic was made again, or if records were lost: by a power cut with one replica, or by an
 * unclean election.
 */
@Singleton
public class LogIdentity {

  private static final Logger LOG = LoggerFactory.getLogger(LogIdentity.class);
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String EVENT_ID = "ce_id";

  /** How long what the broker says about a partition is taken for granted while records come. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final KafkaSettings kafka;
  private final Admin admin;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Map<TopicPartition, LogState> known = new ConcurrentHashMap<>();
  private final Map<String, String> restarts = new ConcurrentHashMap<>();

  LogIdentity(KafkaSettings kafka, Clock clock, MeterRegistry meters) {
    this.kafka = kafka;
    this.clock = clock;
    this.meters = meters;
    Map<String, Object> settings = kafka.common();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.admin = Admin.create(settings);
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofMillis(TIMEOUT_MILLIS));
  }

  /**
   * Which log a position belongs to.
   *
   * @param topicId the id that the broker gave the topic; null if it was not known
   * @param leaderEpoch the epoch of the partition's leader, which never falls within one log; -1 if
   *     it was not known
   */
  record Log(String topicId, int leaderEpoch) {

    static final Log UNKNOWN = new Log(null, -1);
  }

  /**
   * A position as it was stored.
   *
   * @param next the offset of the next record to read
   * @param lastEventId the id of the event before it; null if it had none
   */
  record LogPosition(long next, Log log, String lastEventId) {

    static final LogPosition NOTHING = new LogPosition(0, Log.UNKNOWN, null);
  }

  private record LogState(Log log, long end, long at) {

    static LogState nothing() {
      return new LogState(Log.UNKNOWN, Long.MAX_VALUE, System.nanoTime());
    }

    boolean isNothing() {
      return log == Log.UNKNOWN;
    }
  }

  /**
   * The log that a partition has now; unknown if there is no such topic or the broker does not
   * answer.
   */
  Log now(TopicPartition partition) {
    return known(partition, 0).log();
  }

  /**
   * Why a position does not belong to the log that the partition has now; empty if nothing says so.
   * Reads no record: a log that was cut and has grown beyond the position again passes.
   */
  Optional<String> mismatch(TopicPartition partition, LogPosition stored) {
    return mismatch(stored, known(partition, stored.next()));
  }

  private static Optional<String> mismatch(LogPosition stored, LogState now) {
    if (stored.next() == 0 || now.isNothing()) {
      return Optional.empty();
    }
    if (stored.log().topicId() != null && !stored.log().topicId().equals(now.log().topicId())) {
      return Optional.of("the topic was made again");
    }
    if (now.end() < stored.next()) {
      return Optional.of(
          "the log ends at %d, before the position %d".formatted(now.end(), stored.next()));
    }
    return now.log().leaderEpoch() < stored.log().leaderEpoch()
        ? Optional.of(
            "the leader's epoch fell from %d to %d"
                .formatted(stored.log().leaderEpoch(), now.log().leaderEpoch()))
        : Optional.empty();
  }

  /**
   * As {@link #mismatch}, and reads the record before the position to compare its event id.
   *
   * @throws TransientException if the broker does not answer
   */
  Optional<String> mismatchOfRecord(TopicPartition partition, LogPosition stored) {
    if (stored.next() == 0) {
      return Optional.empty();
    }
    LogState now = ask(partition);
    Optional<String> mismatch = mismatch(stored, now);
    return mismatch.isPresent() || stored.lastEventId() == null || now.isNothing()
        ? mismatch
        : eventId(partition, stored.next() - 1)
            .filter(id -> !id.equals(stored.lastEventId()))
            .map(id -> "the record before the position is another");
  }

  /** Says that a reader begins again. */
  void restarted(String table, TopicPartition partition, String reason) {
    LOG.warn("{}: reading {} again from the beginning: {}", table, partition, reason);
    meters.counter("fidelio.projections.restarted", "table", table).increment();
    restarts.put(table + " " + partition, clock.instant() + ": " + reason);
  }

  /** The last restart of each reader since this process started, with its reason. */
  Map<String, String> restarts() {
    return Map.copyOf(restarts);
  }

  private LogState known(TopicPartition partition, long atLeast) {
    return known.compute(
        partition,
        (each, before) -> isFresh(before) && before.end() >= atLeast ? before : askOrNothing(each));
  }

  private static boolean isFresh(LogState known) {
    return known != null && System.nanoTime() - known.at() < FRESH.toNanos();
  }

  /** A broker that does not answer says nothing about the log. */
  private LogState askOrNothing(TopicPartition partition) {
    try {
      return ask(partition);
    } catch (TransientException e) {
      LOG.debug("{} cannot be compared with its position", partition, e);
      return LogState.nothing();
    }
  }

  private LogState ask(TopicPartition partition) {
    try {
      String topic = partition.topic();
      String id =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .topicId()
              .toString();
      ListOffsetsResultInfo end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get();
      return new LogState(
          new Log(id, end.leaderEpoch().orElse(-1)), end.offset(), System.nanoTime());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        // It may be made again at any moment.
        return new LogState(Log.UNKNOWN, Long.MAX_VALUE, System.nanoTime() - FRESH.toNanos());
      }
      throw new TransientException("cannot ask the broker about " + partition, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted", e);
    }
  }

  /** The event id of a record; empty if it is not readable any more. */
  private Optional<String> eventId(TopicPartition partition, long offset) {
    try (Consumer<byte[], byte[]> consumer =
        Consumers.open(kafka, "log-identity", Map.of("max.poll.records", 1))) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      long end = System.nanoTime() + Duration.ofMillis(TIMEOUT_MILLIS).toNanos();
      while (System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Header id = record.headers().lastHeader(EVENT_ID);
          return record.offset() > offset || id == null
              ? Optional.empty()
              : Optional.of(new String(id.value(), StandardCharsets.UTF_8));
        }
      }
      throw new TransientException("the broker does not hand out " + partition + " at " + offset);
    }
  }
}
