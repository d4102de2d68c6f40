package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that a partition hands out: a limited number from its oldest unfinished one on,
 * finished ones included. Long work on one record therefore leaves all other workers idle once
 * enough records behind it are finished.
 */
final class InFlightWindow implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InFlightWindow.class);
  private static final int TIMEOUT_MILLIS = 5_000;

  private final KafkaSettings kafka;
  private final String group;
  private final int most;
  private final RepeatedFailure failure = new RepeatedFailure(LOG, "asking for finished records");
  private Admin admin;

  /**
   * @param most finished records behind an unfinished one after which its work is handed over
   */
  InFlightWindow(KafkaSettings kafka, Topic topic, int most) {
    this.kafka = kafka;
    this.group = ShareConsumers.group(kafka, topic);
    this.most = most;
  }

  /**
   * Whether so many records behind this one are finished that the partition may soon hand out no
   * more. False if the broker does not answer: the question comes again with the next renewal.
   */
  boolean isNearlyFilledBehind(ConsumerRecord<?, ?> record) {
    try {
      OptionalLong finished = finishedBehind(record);
      failure.succeeded();
      return finished.isPresent() && finished.getAsLong() >= most;
    } catch (ExecutionException e) {
      failure.failed(e.getCause());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }

  /** How many records behind this one are finished at least; empty if the broker cannot say. */
  private OptionalLong finishedBehind(ConsumerRecord<?, ?> record)
      throws ExecutionException, InterruptedException {
    if (admin == null) {
      admin = admin();
    }
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    long end =
        admin
            .listOffsets(Map.of(partition, OffsetSpec.latest()))
            .partitionResult(partition)
            .get()
            .offset();
    ListShareGroupOffsetsSpec spec =
        new ListShareGroupOffsetsSpec().topicPartitions(List.of(partition));
    SharePartitionOffsetInfo offsets =
        admin
            .listShareGroupOffsets(Map.of(group, spec))
            .partitionsToOffsetInfo(group)
            .get()
            .get(partition);
    if (offsets == null || offsets.lag().isEmpty()) {
      return OptionalLong.empty();
    }
    long finished = end - offsets.startOffset() - offsets.lag().get();
    long before = Math.max(0, record.offset() - offsets.startOffset());
    return OptionalLong.of(finished - before);
  }

  private Admin admin() {
    Map<String, Object> settings = kafka.common();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, kafka.service() + "-" + group);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return Admin.create(settings);
  }
}
