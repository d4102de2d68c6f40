package dev.fidelio.registry.offsets;

import dev.fidelio.contracts.TransientException;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.registry.offsets.LogIdentity.Log;
import dev.fidelio.registry.offsets.LogIdentity.LogPosition;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a projection, stored beside the projected tables, so that both are committed
 * together and dropping the tables rewinds the projection.
 */
public final class StoredOffsets {

  /** What PostgreSQL calls a table or a schema that is not there. */
  private static final Set<String> MISSING = Set.of("42P01", "3F000");

  private final DataSource database;
  private final String table;
  private final LogIdentity logs;
  private final Map<TopicPartition, LogPosition> expected = new ConcurrentHashMap<>();

  /**
   * @param table name of the table, with its schema
   */
  public StoredOffsets(DataSource database, String table, LogIdentity logs) {
    this.database = database;
    this.logs = logs;
    this.table = table;
  }

  /**
   * The next offset of each partition; 0 if nothing was read, or if the position belongs to a log
   * that is there no more: facts that the new log has below it would be skipped for good.
   */
  public Map<TopicPartition, Long> of(Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    try (Connection connection = database.getConnection()) {
      for (TopicPartition partition : partitions) {
        LogPosition stored = stored(partition, connection);
        Optional<String> mismatch = logs.mismatchOfRecord(partition, stored);
        if (mismatch.isPresent()) {
          restart(partition, connection);
          logs.restarted(table, partition, mismatch.get());
          stored = LogPosition.NOTHING;
        }
        expected.put(partition, stored);
        positions.put(partition, stored.next());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read " + table, e);
    }
    return positions;
  }

  private LogPosition stored(TopicPartition partition, Connection connection) throws SQLException {
    String added =
        "insert into %s (topic, partition, next_offset) values (?, ?, 0) on conflict do nothing";
    String found =
        "select next_offset, topic_id, leader_epoch, last_event_id from %s"
            + " where topic = ? and partition = ?";
    try (PreparedStatement add = connection.prepareStatement(added.formatted(table));
        PreparedStatement find = connection.prepareStatement(found.formatted(table))) {
      name(add, 1, partition).executeUpdate();
      try (ResultSet row = name(find, 1, partition).executeQuery()) {
        row.next();
        Log log = new Log(row.getString(2), row.getInt(3));
        return new LogPosition(row.getLong(1), log, row.getString(4));
      }
    }
  }

  private void restart(TopicPartition partition, Connection connection) throws SQLException {
    String restarted =
        "update %s set next_offset = 0, topic_id = null, leader_epoch = -1, last_event_id = null"
            + " where topic = ? and partition = ?";
    try (PreparedStatement restart = connection.prepareStatement(restarted.formatted(table))) {
      name(restart, 1, partition).executeUpdate();
    }
  }

  /**
   * Does the work and advances the offsets in one transaction, which locks the partitions' rows.
   *
   * @param facts those that the work is about
   * @throws TransientException if the stored offset is lower than this reader's, or the log is
   *     another: it has to be read again
   */
  public void advance(Map<TopicPartition, Long> next, List<ReceivedEvent> facts, Runnable work) {
    Map<TopicPartition, LogPosition> reached = new HashMap<>();
    next.forEach((partition, offset) -> reached.put(partition, reached(partition, offset, facts)));
    QuarkusTransaction.requiringNew()
        .call(
            () -> {
              move(reached);
              work.run();
              return null;
            });
    expected.putAll(reached);
  }

  private LogPosition reached(TopicPartition partition, long next, List<ReceivedEvent> facts) {
    logs.mismatch(partition, expected(partition))
        .ifPresent(
            reason -> {
              throw new TransientException("reading %s again: %s".formatted(partition, reason));
            });
    String lastEventId =
        facts.stream()
            .filter(fact -> isAt(fact, partition, next - 1))
            .map(fact -> fact.message().id())
            .findFirst()
            .orElse(null);
    Log log = logs.now(partition);
    boolean isKnown = log.topicId() != null;
    return new LogPosition(next, isKnown ? log : expected(partition).log(), lastEventId);
  }

  private static boolean isAt(ReceivedEvent fact, TopicPartition partition, long offset) {
    return fact.at().offset() == offset
        && fact.at().partition() == partition.partition()
        && fact.at().topic().equals(partition.topic());
  }

  private LogPosition expected(TopicPartition partition) {
    return expected.getOrDefault(partition, LogPosition.NOTHING);
  }

  /** Whether the stored offsets have reached this reader's, in the log that it has read. */
  public boolean isKept() {
    return isLogKept() && areOffsetsKept();
  }

  private boolean isLogKept() {
    return expected.entrySet().stream()
        .allMatch(each -> logs.mismatch(each.getKey(), each.getValue()).isEmpty());
  }

  private boolean areOffsetsKept() {
    String reached =
        "select not exists ("
            + "select from unnest(?::text[], ?::integer[], ?::bigint[])"
            + " as reader (topic, partition, reached)"
            + " left join %s using (topic, partition)"
            + " where next_offset is null or next_offset < reached)";
    try (Connection connection = database.getConnection();
        PreparedStatement ask = connection.prepareStatement(reached.formatted(table))) {
      List<Map.Entry<TopicPartition, LogPosition>> readers = List.copyOf(expected.entrySet());
      ask.setArray(1, array(connection, "text", readers, each -> each.getKey().topic()));
      ask.setArray(2, array(connection, "integer", readers, each -> each.getKey().partition()));
      ask.setArray(3, array(connection, "bigint", readers, each -> each.getValue().next()));
      try (ResultSet row = ask.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      if (MISSING.contains(String.valueOf(e.getSQLState()))) {
        return false;
      }
      throw new IllegalStateException("cannot read " + table, e);
    }
  }

  private static Array array(
      Connection connection,
      String type,
      List<Map.Entry<TopicPartition, LogPosition>> readers,
      Function<Map.Entry<TopicPartition, LogPosition>, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, readers.stream().map(value).toArray());
  }

  private void move(Map<TopicPartition, LogPosition> reached) {
    // A reader that took over meanwhile may be ahead; applying a fact twice is harmless, a gap is
    // not.
    String moved =
        "update %s set topic_id = ?, leader_epoch = ?,"
            + " last_event_id = case when next_offset <= ? then ? else last_event_id end,"
            + " next_offset = greatest(next_offset, ?)"
            + " where topic = ? and partition = ? and next_offset >= ?";
    try (Connection connection = database.getConnection();
        PreparedStatement move = connection.prepareStatement(moved.formatted(table))) {
      for (TopicPartition partition : sorted(reached)) {
        LogPosition now = reached.get(partition);
        move.setString(1, now.log().topicId());
        move.setInt(2, now.log().leaderEpoch());
        move.setLong(3, now.next());
        move.setString(4, now.lastEventId());
        move.setLong(5, now.next());
        name(move, 6, partition).setLong(8, expected(partition).next());
        if (move.executeUpdate() == 0) {
          throw new TransientException(table + " was rewound: reading " + partition + " again");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot write " + table, e);
    }
  }

  /** One order for all locks, so that transactions cannot deadlock. */
  private static Iterable<TopicPartition> sorted(Map<TopicPartition, LogPosition> reached) {
    return reached.keySet().stream()
        .sorted(Comparator.comparing(TopicPartition::toString))
        .toList();
  }

  private static PreparedStatement name(
      PreparedStatement statement, int from, TopicPartition partition) throws SQLException {
    statement.setString(from, partition.topic());
    statement.setInt(from + 1, partition.partition());
    return statement;
  }
}
