package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies history to a projection through a consumer group, from the earliest record. */
public final class ProjectorLoop extends ConsumerLoop {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectorLoop.class);

  /** As many records as a consumer returns at once. */
  private static final int MOST = 500;

  private final String group;
  private final Set<Topic> topics;
  private final Projection projection;
  private final RecordProjector recordProjector;
  private final LoopListener listener;
  private int most = MOST;

  /**
   * @param group name of the consumer group, without prefix
   * @param own those of the topics whose malformed records this loop sends to the dead letters; of
   *     several projections of a topic, one does
   */
  public ProjectorLoop(
      KafkaSettings kafka,
      String group,
      Set<Topic> topics,
      Set<Topic> own,
      Projection projection,
      Publisher publisher,
      LoopListener listener) {
    super(kafka, group, group);
    this.group = group;
    this.topics = Set.copyOf(topics);
    this.projection = projection;
    Set<String> ownNames =
        own.stream().map(topic -> topic.name(kafka.prefix())).collect(Collectors.toSet());
    this.recordProjector =
        new RecordProjector(
            group,
            kafka.prefix(),
            projection,
            ownNames::contains,
            (record, cause) -> publisher.deadLetter(record, 1, cause));
    this.listener = listener;
  }

  @Override
  Map<String, Object> settings() {
    return Map.of(ConsumerConfig.GROUP_ID_CONFIG, kafka.group(group));
  }

  @Override
  void begin(Consumer<byte[], byte[]> opened) {
    // A new consumer resumes from the projection's own positions.
    opened.subscribe(
        topics.stream().map(topic -> topic.name(kafka.prefix())).toList(), seeker(opened));
  }

  @Override
  void read(Consumer<byte[], byte[]> opened) {
    while (!thread.isStopped()) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      opened.poll(POLL).forEach(records::add);
      if (records.isEmpty() && !projection.isKept()) {
        LOG.info("{}: the projection was reset; reading the log again", group);
        return;
      }
      while (!records.isEmpty()) {
        List<ConsumerRecord<byte[], byte[]>> batch =
            records.subList(0, Math.min(most, records.size()));
        apply(batch);
        commit(opened, batch);
        batch.clear();
      }
      if (opened.groupMetadata().generationId() >= 0) {
        // It has joined the group and applied the records that it received.
        thread.succeeded();
      }
    }
  }

  /** Applies a batch. After a failure the next ones are smaller: it may have timed out. */
  private void apply(List<ConsumerRecord<byte[], byte[]>> batch) {
    long begun = System.nanoTime();
    Map<ConsumerRecord<byte[], byte[]>, Outcome> outcomes;
    try (LogContext context = LogContext.of(batch)) {
      outcomes = recordProjector.apply(batch);
      most = Math.min(MOST, 2 * most);
    } catch (RuntimeException e) {
      most = Math.max(1, batch.size() / 2);
      throw e;
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    outcomes.forEach(
        (record, outcome) ->
            listener.processed(
                record.topic().substring(kafka.prefix().length()), outcome, false, time));
  }

  private static void commit(
      Consumer<byte[], byte[]> opened, List<ConsumerRecord<byte[], byte[]>> batch) {
    opened.commitSync(
        RecordProjector.next(batch).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))));
  }

  private ConsumerRebalanceListener seeker(Consumer<byte[], byte[]> opened) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        projection.positions(Set.copyOf(partitions)).forEach(opened::seek);
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOG.debug("{}: no longer reads {}", group, partitions);
      }
    };
  }
}
