package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceVariablesTest {

  @TempDir Path state;

  @Test
  void servicesAreToldWhereTheServersAreAndKeepTheirFilesBelowTheStateFolder() {
    Map<String, String> variables = variables(Map.of());

    assertThat(variables)
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
        .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:2/fidelio")
        .containsEntry("FIDELIO_MLFLOW_URI", "http://127.0.0.1:3")
        .containsEntry("FIDELIO_SAMPLER_URL", "http://127.0.0.1:4")
        .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1");
    assertThat(variables.get("FIDELIO_ARTIFACTS_URI")).isEqualTo("file://" + state + "/artifacts");
  }

  @Test
  void whatTheUserSaysGoesFirst() {
    Map<String, String> variables =
        variables(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092"));

    assertThat(variables).containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092");
  }

  private Map<String, String> variables(Map<String, String> environment) {
    return new ServiceVariables(new PlatformSetup(state, state, environment), true)
        .all(1, 2, 3, OptionalInt.of(4));
  }
}
