package dev.fidelio.registry.history;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rebuilds the history from the beginning of the log. Decisions are not touched. */
@Singleton
public class HistoryRebuild {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryRebuild.class);

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_MILLIS = 200;

  /** What PostgreSQL calls a lock that was not free in time. */
  private static final String LOCKED = "55P03";

  private final DataSource database;
  private final HistorySchema historySchema;
  private final HistoryLag historyLag;

  HistoryRebuild(DataSource database, HistorySchema historySchema, HistoryLag historyLag) {
    this.database = database;
    this.historySchema = historySchema;
    this.historyLag = historyLag;
  }

  /**
   * How much of the log has been projected.
   *
   * @param read records
   * @param of as many as the log holds
   */
  @Schema(name = "Reading")
  public record Progress(long read, long of) {}

  /**
   * The progress of the projection.
   *
   * @throws ExecutionException if the broker does not answer
   */
  public Progress progress() throws ExecutionException, InterruptedException, SQLException {
    Map<TopicPartition, Long> ends = historyLag.ends();
    return new Progress(
        historyLag.read(ends), ends.values().stream().mapToLong(Long::longValue).sum());
  }

  /**
   * Empties the history; the projecting registry finds it empty and reads the log again. The tables
   * stay, so that callers meanwhile find less and not nothing to ask.
   *
   * @throws ExecutionException if the broker does not answer; nothing was emptied then
   * @throws SQLException if the database does not answer, or keeps the tables locked for long
   */
  public Progress start() throws ExecutionException, InterruptedException, SQLException {
    Map<TopicPartition, Long> ends = historyLag.ends();
    LOG.info("emptying the history to rebuild it");
    historySchema.ensure();
    for (int attempt = 1; !isEmptied(attempt == ATTEMPTS); attempt++) {
      Thread.sleep(PAUSE_MILLIS);
    }
    return new Progress(0, ends.values().stream().mapToLong(Long::longValue).sum());
  }

  /**
   * Empties every table at once. Every projection locks the positions first, so that the first lock
   * waits for running ones and blocks new ones. It lets go of its locks before PostgreSQL would
   * call it a deadlock with a query of several tables and cancel that.
   */
  private boolean isEmptied(boolean isLast) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin
            set local lock_timeout = '500ms';
            lock table history.position in access exclusive mode;
            execute (
              select 'truncate ' || string_agg(format('history.%I', tablename), ', ')
              from pg_tables
              where schemaname = 'history' and tablename <> 'flyway_schema_history');
          end $$""");
      return true;
    } catch (SQLException e) {
      if (isLast || !LOCKED.equals(e.getSQLState())) {
        throw e;
      }
      LOG.debug("the history is in use", e);
      return false;
    }
  }
}
