package dev.fidelio.registry.history;

import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.TransientException;
import dev.fidelio.messaging.KafkaSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the history is behind the log. */
@Singleton
public class HistoryLag {

  private static final int TIMEOUT_MILLIS = 5_000;

  private static final String READ =
      "select topic, partition, next_offset from history.position where topic = any(?)";

  private final DataSource database;
  private final HistorySchema historySchema;
  private final Admin admin;
  private final List<String> topics;

  HistoryLag(DataSource database, HistorySchema historySchema, KafkaSettings kafka) {
    this.database = database;
    this.historySchema = historySchema;
    this.topics =
        Stream.of(Topic.EXPERIMENT_EVENT, Topic.MODEL_EVENT)
            .map(topic -> topic.name(kafka.prefix()))
            .toList();
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
   * Where the log ends now, by partition.
   *
   * @throws ExecutionException if the broker does not answer
   */
  public Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(each -> new TopicPartition(topic.name(), each.partition())))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        admin.listOffsets(asked).all().get().entrySet()) {
      ends.put(end.getKey(), end.getValue().offset());
    }
    return ends;
  }

  /** How many records the history has read of those up to these ends; 0 of a dropped one. */
  public long read(Map<TopicPartition, Long> ends) throws SQLException {
    long read = 0;
    if (!historySchema.isThere()) {
      return read;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setArray(1, connection.createArrayOf("text", topics.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          TopicPartition partition = new TopicPartition(row.getString(1), row.getInt(2));
          read += Math.min(row.getLong(3), ends.getOrDefault(partition, 0L));
        }
      }
    }
    return read;
  }

  /**
   * Whether the history has read everything that the log holds now.
   *
   * @throws TransientException if the broker or the database does not answer
   */
  public boolean isNone() {
    try {
      return hasReached(ends());
    } catch (ExecutionException | SQLException e) {
      throw new TransientException("cannot compare the history with the log", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while comparing the history with the log", e);
    }
  }

  /** Whether everything before these ends, and anything at all, has been read. */
  public boolean hasReached(Map<TopicPartition, Long> ends) throws SQLException {
    long all = ends.values().stream().mapToLong(Long::longValue).sum();
    return all > 0 && read(ends) == all;
  }
}
