package dev.fidelio.registry.platform;

import dev.fidelio.contracts.ExperimentState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** How many experiments are in each state. */
@Singleton
class StateCounts {

  private static final String COUNTS =
      """
      select state, count(*) from history.experiment group by state
      union all
      select 'REQUESTED', count(*) from registry.submission
      where not exists (select from history.experiment where id = experiment_id)""";

  private static final String OLDEST =
      """
      select min(requested_at) from (
        select requested_at from history.experiment where state <> all (?::text[])
        union all
        select requested_at from registry.submission
        where not exists (select from history.experiment where id = experiment_id)) unfinished""";

  private final DataSource database;

  StateCounts(DataSource database) {
    this.database = database;
  }

  /** The number of experiments in each state, 0 included. */
  Map<ExperimentState, Long> read() throws SQLException {
    Map<ExperimentState, Long> counts = new EnumMap<>(ExperimentState.class);
    for (ExperimentState state : ExperimentState.values()) {
      counts.put(state, 0L);
    }
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTS)) {
      while (row.next()) {
        counts.merge(ExperimentState.valueOf(row.getString(1)), row.getLong(2), Long::sum);
      }
    }
    return counts;
  }

  /** When the oldest experiment was requested that has not ended; empty where all have. */
  Optional<Instant> oldestUnfinished() throws SQLException {
    Object[] ends =
        Arrays.stream(ExperimentState.values())
            .filter(ExperimentState::isFinal)
            .map(Enum::name)
            .toArray();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(OLDEST)) {
      statement.setArray(1, connection.createArrayOf("text", ends));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
      }
    }
  }
}
