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
   * Drops the history; the projecting registry finds it empty and reads the log again.
   *
   * @throws ExecutionException if the broker does not answer; nothing was dropped then
   */
  public Progress start() throws ExecutionException, InterruptedException, SQLException {
    Map<TopicPartition, Long> ends = historyLag.ends();
    LOG.info("dropping the history to rebuild it");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      // Every projection locks the positions first, so this lock waits for running ones and blocks
      // new ones.
      statement.execute(
          """
          do $$ begin
            if to_regclass('history.position') is not null then
              lock table history.position in access exclusive mode;
            end if;
            drop schema if exists history cascade;
          end $$""");
    }
    historySchema.ensure();
    return new Progress(0, ends.values().stream().mapToLong(Long::longValue).sum());
  }
}
