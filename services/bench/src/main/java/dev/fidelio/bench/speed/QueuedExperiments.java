package dev.fidelio.bench.speed;

import dev.fidelio.bench.support.OwnPlatform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Waits until experiments are QUEUED in PostgreSQL. */
final class QueuedExperiments implements AutoCloseable {

  private static final long POLL_MILLIS = 100;
  private static final String QUEUED =
      "select id from history.experiment where state = 'QUEUED' and id = any(?)";

  private final Connection connection;

  QueuedExperiments(OwnPlatform platform) throws SQLException {
    connection = platform.database();
  }

  /**
   * Polls until all experiments are QUEUED or the limit has passed.
   *
   * @param limit when to stop waiting, as {@link System#nanoTime()}
   * @return when each was first seen QUEUED; experiments that never were are absent
   */
  Map<String, Long> await(Collection<String> ids, long limit)
      throws SQLException, InterruptedException {
    Map<String, Long> seenAt = new HashMap<>();
    Set<String> missing = new TreeSet<>(ids);
    try (PreparedStatement statement = connection.prepareStatement(QUEUED)) {
      while (!missing.isEmpty() && System.nanoTime() < limit) {
        statement.setArray(1, connection.createArrayOf("text", missing.toArray()));
        try (ResultSet row = statement.executeQuery()) {
          long now = System.nanoTime();
          while (row.next()) {
            seenAt.put(row.getString(1), now);
          }
        }
        missing.removeAll(seenAt.keySet());
        Thread.sleep(POLL_MILLIS);
      }
    }
    return seenAt;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
