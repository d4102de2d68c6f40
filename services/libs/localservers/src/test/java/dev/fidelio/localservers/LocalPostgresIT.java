package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

  @Test
  void aKilledServerStillHasWhatWasCommitted(@TempDir Path folder) throws Exception {
    LocalPostgres first = LocalPostgres.start(folder, Ports.free());
    execute(first, "CREATE TABLE kept AS SELECT 7 AS number");

    first.process().stop("KILL", Duration.ofSeconds(10));
    LocalPostgres second = LocalPostgres.start(folder, Ports.free());

    try (Connection connection = connect(second);
        ResultSet rows = connection.createStatement().executeQuery("SELECT number FROM kept")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
    }
    second.stop();
    assertThat(second.process().isAlive()).isFalse();
  }

  @Test
  void aServerStartsThoughAnotherProcessHasTheIdOfTheKilledOne(@TempDir Path folder)
      throws Exception {
    LocalPostgres first = LocalPostgres.start(folder, Ports.free());
    first.process().stop("KILL", Duration.ofSeconds(10));
    Path pidFile = folder.resolve("data/postmaster.pid");
    String lines = Files.readString(pidFile);
    long otherProcess = ProcessHandle.current().pid();
    Files.writeString(pidFile, lines.replaceFirst("\\d+", Long.toString(otherProcess)));

    LocalPostgres second = LocalPostgres.start(folder, Ports.free());

    second.createDatabase("fresh");
    second.stop();
  }

  @Test
  void aConnectionNeedsThePasswordThatOnlyTheOwnerCanRead(@TempDir Path folder) throws Exception {
    LocalPostgres postgres = LocalPostgres.start(folder, Ports.free());

    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guessed"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("password"))))
        .isEqualTo("rw-------");
    postgres.stop();
  }

  private static void execute(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(LocalPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
