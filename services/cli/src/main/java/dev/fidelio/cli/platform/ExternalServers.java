package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.LocalMlflow;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Kafka, PostgreSQL and MLflow servers that run outside the local platform.
 *
 * @param servers the variables with their addresses
 */
record ExternalServers(Map<String, String> servers) {

  /**
   * Checks that all three servers answer.
   *
   * @throws PlatformException if one does not, with its name and the variable of its address
   */
  void check() {
    String kafka = servers.get(ServiceVariables.BOOTSTRAP_SERVERS);
    if (!LocalKafka.answers(kafka.split(",")[0])) {
      throw missing("Kafka", kafka, ServiceVariables.BOOTSTRAP_SERVERS, "it does not answer");
    }
    String jdbcUrl = servers.get(ServiceVariables.JDBC_URL);
    try {
      DriverManager.getConnection(
              jdbcUrl,
              servers.get(ServiceVariables.JDBC_USER),
              servers.get(ServiceVariables.JDBC_PASSWORD))
          .close();
    } catch (SQLException e) {
      throw missing("PostgreSQL", jdbcUrl, ServiceVariables.JDBC_URL, e.getMessage());
    }
    String mlflow = servers.get(ServiceVariables.MLFLOW_URI);
    if (!LocalMlflow.answers(mlflow)) {
      throw missing("MLflow", mlflow, ServiceVariables.MLFLOW_URI, "it does not answer");
    }
  }

  private static PlatformException missing(
      String what, String where, String variable, String problem) {
    return new PlatformException(
        "cannot use %s at %s (%s): start one with docker compose up -d, or set %s"
            .formatted(what, where, problem, variable));
  }
}
