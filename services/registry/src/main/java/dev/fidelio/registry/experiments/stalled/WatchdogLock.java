package dev.fidelio.registry.experiments.stalled;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lets one registry at a time look: what one has found, no other needs to find. */
@Singleton
class WatchdogLock {

  /** An advisory lock number reserved for the watchdog in this database. */
  static final long NUMBER = 0x77_61_74_63_68L;

  private final DataSource database;

  WatchdogLock(DataSource database) {
    this.database = database;
  }

  /** A look. */
  interface Look {
    void run() throws Exception;
  }

  /**
   * Runs a look unless another registry is looking. The lock is its connection's, which holds no
   * transaction open and lets go of the lock if this process ends.
   */
  void ifFree(Look look) throws Exception {
    try (Connection connection = database.getConnection()) {
      if (call(connection, "select pg_try_advisory_lock(?)")) {
        try {
          look.run();
        } finally {
          call(connection, "select pg_advisory_unlock(?)");
        }
      }
    }
  }

  private static boolean call(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, NUMBER);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
