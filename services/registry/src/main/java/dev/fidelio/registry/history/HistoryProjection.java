package dev.fidelio.registry.history;

import dev.fidelio.messaging.Projection;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.registry.offsets.LogIdentity;
import dev.fidelio.registry.offsets.StoredOffsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * Projects a topic into tables of the schema {@code history}, which are created if they are
 * missing.
 */
abstract class HistoryProjection implements Projection {

  private final DataSource database;
  private final HistorySchema historySchema;
  private final StoredOffsets storedOffsets;

  HistoryProjection(DataSource database, HistorySchema historySchema, LogIdentity logs) {
    this.database = database;
    this.historySchema = historySchema;
    this.storedOffsets = new StoredOffsets(database, "history.position", logs);
  }

  /** Writes facts in the transaction that also advances the stored offsets. */
  abstract void project(List<ReceivedEvent> facts, Connection connection) throws SQLException;

  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    try {
      // A dropped schema requests a rebuild, which needs no restart.
      historySchema.ensure();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the history", e);
    }
    return storedOffsets.of(partitions);
  }

  @Override
  public Map<ReceivedEvent, Throwable> apply(
      List<ReceivedEvent> facts, Map<TopicPartition, Long> next) {
    storedOffsets.advance(
        next,
        facts,
        () -> {
          try (Connection connection = database.getConnection()) {
            project(facts, connection);
          } catch (SQLException e) {
            throw new IllegalStateException("cannot write the history", e);
          }
        });
    return Map.of();
  }

  @Override
  public boolean isKept() {
    return storedOffsets.isKept();
  }
}
