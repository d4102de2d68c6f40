package dev.fidelio.registry.history;

import dev.fidelio.messaging.Projection;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.registry.offsets.StoredOffsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** A topic into tables of the schema {@code history}, which are made again where they are gone. */
abstract class HistoryProjection implements Projection {

  private final DataSource database;
  private final HistorySchema historySchema;
  private final StoredOffsets storedOffsets;

  HistoryProjection(DataSource database, HistorySchema historySchema) {
    this.database = database;
    this.historySchema = historySchema;
    this.storedOffsets = new StoredOffsets(database, "history.position");
  }

  /** Writes facts, within a transaction that also moves on in the topic. */
  abstract void project(List<ReceivedEvent> facts, Connection connection) throws SQLException;

  @Override
  public Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) {
    try {
      // Whoever dropped the schema wants it made again; there is no need to restart for that.
      historySchema.ensure();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the history", e);
    }
    return storedOffsets.of(partitions);
  }

  @Override
  public void apply(List<ReceivedEvent> facts, Map<TopicPartition, Long> next) {
    storedOffsets.advance(
        next,
        () -> {
          try (Connection connection = database.getConnection()) {
            project(facts, connection);
          } catch (SQLException e) {
            throw new IllegalStateException("cannot write the history", e);
          }
        });
  }

  @Override
  public boolean isKept() {
    return storedOffsets.isKept();
  }
}
