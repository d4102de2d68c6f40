package dev.fidelio.bench.speed;

import dev.fidelio.bench.ground.OwnPlatform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each experiment was first seen as accepted in PostgreSQL. */
final class QueuedExperiments implements AutoCloseable {

  private static final long BETWEEN_LOOKS_MILLIS = 5;
  private static final String NEW =
      "select subject, number from history.event"
          + " where type = 'experiment-accepted' and number > ? order by number";
  private static final String QUEUED =
      "select count(*) from history.experiment where state = 'QUEUED' and id like ?";

  private final Connection connection;
  private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::look, "queued-experiments");
  private volatile boolean closed;
  private volatile SQLException failure;

  QueuedExperiments(OwnPlatform platform) throws SQLException {
    connection = platform.database();
    thread.start();
  }

  /** When an experiment was first seen, as {@link System#nanoTime()}; null while it was not. */
  Long seenAt(String id) {
    return seenAt.get(id);
  }

  /** Returns at once unless PostgreSQL has stopped answering. */
  void requireWell() throws SQLException {
    if (failure != null) {
      throw failure;
    }
  }

  /** How many experiments with such an id are QUEUED now. */
  static int queued(Connection connection, String idLike) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUEUED)) {
      statement.setString(1, idLike);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }

  private void look() {
    long last = 0;
    try (PreparedStatement statement = connection.prepareStatement(NEW)) {
      while (!closed) {
        statement.setLong(1, last);
        try (ResultSet row = statement.executeQuery()) {
          long now = System.nanoTime();
          while (row.next()) {
            seenAt.putIfAbsent(row.getString(1), now);
            last = row.getLong(2);
          }
        }
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    } catch (SQLException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
