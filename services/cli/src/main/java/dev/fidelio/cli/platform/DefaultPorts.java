package dev.fidelio.cli.platform;

import java.util.List;

/** The default ports of the platform and the variables that change them. */
final class DefaultPorts {

  static final String REGISTRY_PORT_VARIABLE = "FIDELIO_REGISTRY_PORT";
  static final int REGISTRY_PORT = 8080;

  static final String MLFLOW_PORT_VARIABLE = "FIDELIO_MLFLOW_PORT";
  static final int MLFLOW_PORT = 5000;

  static final String KAFKA_PORT_VARIABLE = "FIDELIO_KAFKA_PORT";
  static final int KAFKA_PORT = 9092;

  static final String POSTGRES_PORT_VARIABLE = "FIDELIO_POSTGRES_PORT";
  static final int POSTGRES_PORT = 5432;

  static final List<String> PORT_VARIABLES =
      List.of(
          REGISTRY_PORT_VARIABLE,
          MLFLOW_PORT_VARIABLE,
          KAFKA_PORT_VARIABLE,
          POSTGRES_PORT_VARIABLE);

  /** The password in docker-compose.yml; a locally started server gets a random one. */
  static final String EXTERNAL_POSTGRES_PASSWORD = "fidelio";

  private DefaultPorts() {}
}
