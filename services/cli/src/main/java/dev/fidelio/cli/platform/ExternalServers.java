package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.LocalMlflow;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Kafka, PostgreSQL and MLflow that somebody else runs.
 *
 * @param told the variables that say where they are
 */
record ExternalServers(Map<String, String> told) {

  /**
   * Makes sure that all three answer.
   *
   * @throws PlatformException naming the one that does not and the variable that moves it
   */
  void check() {
    String kafka = told.get(ServiceVariables.BOOTSTRAP_SERVERS);
    if (!LocalKafka.answers(kafka.split(",")[0])) {
      throw missing("Kafka", kafka, ServiceVariables.BOOTSTRAP_SERVERS, "it does not answer");
    }
    String jdbcUrl = told.get(ServiceVariables.JDBC_URL);
    try {
      DriverManager.getConnection(
              jdbcUrl,
              told.get(ServiceVariables.JDBC_USER),
              told.get(ServiceVariables.JDBC_PASSWORD))
          .close();
    } catch (SQLException e) {
      throw missing("PostgreSQL", jdbcUrl, ServiceVariables.JDBC_URL, e.getMessage());
    }
    String mlflow = told.get(ServiceVariables.MLFLOW_URI);
    if (!LocalMlflow.answers(mlflow)) {
      throw missing("MLflow", mlflow, ServiceVariables.MLFLOW_URI, "it does not answer");
    }
  }

  private static PlatformException missing(
      String what, String where, String variable, String trouble) {
    return new PlatformException(
        "cannot use %s at %s (%s): docker compose up -d starts one, %s names another"
            .formatted(what, where, trouble, variable));
  }
}
