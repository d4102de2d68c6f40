package dev.fidelio.registry.offsets;

import dev.fidelio.contracts.TransientException;
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
  private final Map<TopicPartition, Long> expected = new ConcurrentHashMap<>();

  /**
   * @param table name of the table, with its schema
   */
  public StoredOffsets(DataSource database, String table) {
    this.database = database;
    this.table = table;
  }

  /** The next offset of each partition; 0 if nothing was read. */
  public Map<TopicPartition, Long> of(Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    String added =
        "insert into %s (topic, partition, next_offset) values (?, ?, 0) on conflict do nothing";
    String found = "select next_offset from %s where topic = ? and partition = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement add = connection.prepareStatement(added.formatted(table));
        PreparedStatement find = connection.prepareStatement(found.formatted(table))) {
      for (TopicPartition partition : partitions) {
        name(add, 1, partition).executeUpdate();
        try (ResultSet row = name(find, 1, partition).executeQuery()) {
          row.next();
          positions.put(partition, row.getLong(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read " + table, e);
    }
    expected.putAll(positions);
    return positions;
  }

  /**
   * Does the work and advances the offsets in one transaction, which locks the partitions' rows.
   *
   * @throws TransientException if the stored offset is lower than this reader's: the table was
   *     rewound and has to be read again
   */
  public void advance(Map<TopicPartition, Long> next, Runnable work) {
    QuarkusTransaction.requiringNew()
        .call(
            () -> {
              move(next);
              work.run();
              return null;
            });
    expected.putAll(next);
  }

  /** Whether the stored offsets have reached this reader's. */
  public boolean isKept() {
    String reached =
        "select not exists ("
            + "select from unnest(?::text[], ?::integer[], ?::bigint[])"
            + " as reader (topic, partition, reached)"
            + " left join %s using (topic, partition)"
            + " where next_offset is null or next_offset < reached)";
    try (Connection connection = database.getConnection();
        PreparedStatement ask = connection.prepareStatement(reached.formatted(table))) {
      List<Map.Entry<TopicPartition, Long>> readers = List.copyOf(expected.entrySet());
      ask.setArray(1, array(connection, "text", readers, each -> each.getKey().topic()));
      ask.setArray(2, array(connection, "integer", readers, each -> each.getKey().partition()));
      ask.setArray(3, array(connection, "bigint", readers, Map.Entry::getValue));
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
      List<Map.Entry<TopicPartition, Long>> readers,
      Function<Map.Entry<TopicPartition, Long>, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, readers.stream().map(value).toArray());
  }

  private void move(Map<TopicPartition, Long> next) {
    // A reader that took over meanwhile may be ahead; applying a fact twice is harmless, a gap is
    // not.
    String moved =
        "update %s set next_offset = greatest(next_offset, ?)"
            + " where topic = ? and partition = ? and next_offset >= ?";
    try (Connection connection = database.getConnection();
        PreparedStatement move = connection.prepareStatement(moved.formatted(table))) {
      for (TopicPartition partition : sorted(next)) {
        move.setLong(1, next.get(partition));
        name(move, 2, partition).setLong(4, expected.getOrDefault(partition, 0L));
        if (move.executeUpdate() == 0) {
          throw new TransientException(table + " was rewound: reading " + partition + " again");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot write " + table, e);
    }
  }

  /** One order for all locks, so that transactions cannot deadlock. */
  private static Iterable<TopicPartition> sorted(Map<TopicPartition, Long> next) {
    return next.keySet().stream().sorted(Comparator.comparing(TopicPartition::toString)).toList();
  }

  private static PreparedStatement name(
      PreparedStatement statement, int from, TopicPartition partition) throws SQLException {
    statement.setString(from, partition.topic());
    statement.setInt(from + 1, partition.partition());
    return statement;
  }
}
