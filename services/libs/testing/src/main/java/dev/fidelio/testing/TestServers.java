package dev.fidelio.testing;

import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.LocalMlflow;
import dev.fidelio.localservers.LocalPostgres;
import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.Ports;
import dev.fidelio.localservers.PostgresData;
import dev.fidelio.localservers.ServerCleanup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;

/**
 * Real servers, each started when the first test in this JVM needs it and stopped when the JVM
 * ends. Tests share them, so every test uses its own topic prefix, database and model.
 */
public final class TestServers {

  private static final String PREFIX = "fidelio.testing.";

  private TestServers() {}

  /**
   * An empty database for one test.
   *
   * @param jdbcUrl the JDBC URL
   */
  public record Database(String jdbcUrl, String user, String password) {}

  /** A Kafka broker's bootstrap servers. */
  public static String kafka() {
    return started(
        "kafka",
        (folder, facts) -> {
          LocalKafka kafka = LocalKafka.start(folder, Ports.free());
          facts.setProperty(PREFIX + "kafka", kafka.bootstrapServers());
          return kafka;
        });
  }

  /** A new, empty PostgreSQL database. */
  public static Database database() {
    int port =
        Integer.parseInt(
            started(
                "postgres",
                (folder, facts) -> {
                  int free = Ports.free();
                  LocalPostgres postgres = LocalPostgres.start(folder, free);
                  facts.setProperty(PREFIX + "postgres", Integer.toString(free));
                  facts.setProperty(PREFIX + "postgres.password", postgres.password());
                  return postgres;
                }));
    String password = System.getProperty(PREFIX + "postgres.password");
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try {
      LocalPostgres.createDatabase(port, password, name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create a database for the test", e);
    }
    return new Database(LocalPostgres.jdbcUrl(port, name), PostgresData.USER, password);
  }

  /** An MLflow server's address. */
  public static String mlflow() {
    return started(
        "mlflow",
        (folder, facts) -> {
          LocalMlflow mlflow = LocalMlflow.start(folder, Ports.free());
          facts.setProperty(PREFIX + "mlflow", mlflow.uri());
          return mlflow;
        });
  }

  private interface ServerStart {
    LocalServer start(Path folder, Properties facts) throws IOException;
  }

  // System properties record what was started, because a test framework may load this class more
  // than once.
  private static String started(String name, ServerStart serverStart) {
    Properties facts = System.getProperties();
    synchronized (facts) {
      if (!facts.containsKey(PREFIX + name)) {
        try {
          Path folder = Files.createTempDirectory("fidelio-" + name);
          ServerCleanup.atExit(serverStart.start(folder, facts), folder);
        } catch (IOException e) {
          throw new IllegalStateException(
              "cannot start " + name + " for the test: " + e.getMessage(), e);
        }
      }
      return facts.getProperty(PREFIX + name);
    }
  }
}
