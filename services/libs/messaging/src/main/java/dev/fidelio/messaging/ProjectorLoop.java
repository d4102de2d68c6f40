package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies history to a projection through a consumer group, from the earliest record. */
public final class ProjectorLoop extends ConsumerLoop {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectorLoop.class);

  private final String group;
  private final Set<Topic> topics;
  private final Projection projection;
  private final BiConsumer<ConsumerRecord<byte[], byte[]>, UnreadableException> unreadable;
  private final LoopListener listener;

  /**
   * @param group name of the consumer group, without prefix
   * @param unreadable what to do with a malformed record before skipping it
   */
  public ProjectorLoop(
      KafkaSettings kafka,
      String group,
      Set<Topic> topics,
      Projection projection,
      BiConsumer<ConsumerRecord<byte[], byte[]>, UnreadableException> unreadable,
      LoopListener listener) {
    super(kafka, group, group);
    this.group = group;
    this.topics = Set.copyOf(topics);
    this.projection = projection;
    this.unreadable = unreadable;
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
      ConsumerRecords<byte[], byte[]> records = opened.poll(POLL);
      if (records.isEmpty() && !projection.isKept()) {
        LOG.info("{}: the projection was reset; reading the log again", group);
        return;
      }
      if (!records.isEmpty()) {
        try (LogContext context = LogContext.of(list(records))) {
          apply(records);
        }
        opened.commitSync(
            next(records).entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))));
      }
      if (opened.groupMetadata().generationId() >= 0) {
        // It has joined the group and applied the records that it received.
        thread.succeeded();
      }
    }
  }

  private void apply(ConsumerRecords<byte[], byte[]> records) {
    long begun = System.nanoTime();
    List<ReceivedEvent> facts = new ArrayList<>();
    Set<ConsumerRecord<byte[], byte[]>> refused = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        ReceivedEvent.of(record, kafka.prefix()).ifPresent(facts::add);
      } catch (UnreadableException e) {
        setAside(record, e);
        refused.add(record);
      }
    }
    try {
      projection.apply(facts, next(records));
    } catch (UnreadableException e) {
      LOG.warn("{}: retrying {} records one by one: {}", group, records.count(), e.getMessage());
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (!refused.contains(record) && !isAppliedAlone(record)) {
          refused.add(record);
        }
      }
    }
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Outcome outcome = refused.contains(record) ? Outcome.UNREADABLE : Outcome.HANDLED;
      listener.processed(record.topic().substring(kafka.prefix().length()), outcome, false, time);
    }
  }

  private boolean isAppliedAlone(ConsumerRecord<byte[], byte[]> record) {
    try (LogContext context = LogContext.of(record)) {
      return isApplied(record);
    }
  }

  private boolean isApplied(ConsumerRecord<byte[], byte[]> record) {
    Map<TopicPartition, Long> next = next(List.of(record));
    try {
      projection.apply(ReceivedEvent.of(record, kafka.prefix()).stream().toList(), next);
      return true;
    } catch (UnreadableException e) {
      setAside(record, e);
      projection.apply(List.of(), next);
      return false;
    }
  }

  private void setAside(ConsumerRecord<byte[], byte[]> record, UnreadableException cause) {
    try (LogContext context = LogContext.of(record)) {
      LOG.warn("{}: skipping {}: {}", group, MessageCodec.coordinates(record), cause.getMessage());
      unreadable.accept(record, cause);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> list(
      ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>();
    records.forEach(list::add);
    return list;
  }

  private static Map<TopicPartition, Long> next(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    return next;
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
