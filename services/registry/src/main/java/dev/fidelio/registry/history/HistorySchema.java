package dev.fidelio.registry.history;

import io.quarkus.flyway.FlywayDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Creates the tables of the history if they are missing. */
@Singleton
class HistorySchema {

  private final DataSource database;
  private final Flyway flyway;

  HistorySchema(DataSource database, @FlywayDataSource("history") Flyway flyway) {
    this.database = database;
    // Only the start waits for the database; later callers get the failure.
    this.flyway =
        Flyway.configure().configuration(flyway.getConfiguration()).connectRetries(0).load();
  }

  /** Creates missing tables; one caller at a time, since Flyway needs most of the pool. */
  synchronized void ensure() throws SQLException {
    if (!isThere()) {
      flyway.migrate();
    }
  }

  /** Whether the tables are there. */
  boolean isThere() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select to_regclass('history.position') is not null")) {
      return row.next() && row.getBoolean(1);
    }
  }
}
