package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformIT {

  @TempDir Path state;

  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private PlatformSetup platformSetup;

  @BeforeEach
  void prepare() throws Exception {
    platformSetup = PlatformSetup.apart(state, Map.of());
  }

  @AfterEach
  void stop() {
    platform().down();
  }

  @Test
  void everythingComesBackWithItsDataAfterItWasKilledAndWhatRunsIsLeftAlone() throws Exception {
    up();
    execute("CREATE TABLE kept AS SELECT 7 AS number");
    List<PartStatus> first = platform().status();
    for (PartStatus partStatus : first) {
      LocalProcess.find(partStatus.pid()).orElseThrow().stop("KILL", Duration.ofSeconds(10));
    }
    assertThat(platform().status()).extracting(PartStatus::state).containsOnly("stopped");

    up();
    List<PartStatus> second = platform().status();
    up();

    assertThat(second).extracting(PartStatus::state).containsOnly("running");
    assertThat(second).doesNotContainAnyElementsOf(first);
    assertThat(platform().status()).isEqualTo(second);
    assertThat(execute("SELECT number FROM kept")).isEqualTo("7");
    platform().down();
    assertThat(output).last().isEqualTo("stopped all processes");
    assertThat(second).allMatch(partStatus -> LocalProcess.find(partStatus.pid()).isEmpty());
    platform().down();
    assertThat(output).last().isEqualTo("nothing is running");
  }

  @Test
  void aPortInUseIsAnErrorThatNamesItsVariableAndNothingIsStarted() throws Exception {
    int mlflow =
        Integer.parseInt(platformSetup.environment().get(DefaultPorts.MLFLOW_PORT_VARIABLE));
    try (ServerSocket taken = new ServerSocket(mlflow, 1, InetAddress.getByName(Ports.HOST))) {
      assertThat(taken.isBound()).isTrue();

      assertThatThrownBy(this::up)
          .isInstanceOf(PlatformException.class)
          .hasMessageContaining("port " + mlflow + " is in use")
          .hasMessageContaining(DefaultPorts.MLFLOW_PORT_VARIABLE);
    }
    assertThat(platform().status()).extracting(PartStatus::state).containsOnly("stopped");
  }

  @Test
  void aServerThatIsNotThereIsAnErrorThatNamesItsVariable() {
    Platform external = new Platform(platformSetup, output::add, true, List.of(), Map.of());
    StartedParts startedParts = new StartedParts(platformSetup, output::add);

    assertThatThrownBy(() -> external.up(startedParts))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("Kafka")
        .hasMessageContaining(ServiceVariables.BOOTSTRAP_SERVERS);
    startedParts.keep();
  }

  private Platform platform() {
    return new Platform(platformSetup, output::add, false, List.of(), Map.of());
  }

  private void up() {
    StartedParts startedParts = new StartedParts(platformSetup, output::add);
    try {
      platform().up(startedParts);
    } finally {
      startedParts.keep();
    }
  }

  private String execute(String sql) throws Exception {
    Map<String, String> variables = platform().variables();
    try (Connection connection =
            DriverManager.getConnection(
                variables.get(ServiceVariables.JDBC_URL),
                variables.get(ServiceVariables.JDBC_USER),
                variables.get(ServiceVariables.JDBC_PASSWORD));
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
