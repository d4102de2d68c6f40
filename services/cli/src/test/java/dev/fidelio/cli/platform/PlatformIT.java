package dev.fidelio.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fidelio.testing.LocalProcess;
import dev.fidelio.testing.Ports;
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

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private Setup setup;

  @BeforeEach
  void prepare() throws Exception {
    setup = Setup.apart(state, Map.of());
  }

  @AfterEach
  void stop() {
    platform().down();
  }

  @Test
  void everythingComesBackWithItsDataAfterItWasKilledAndWhatRunsIsLeftAlone() throws Exception {
    up();
    execute("CREATE TABLE kept AS SELECT 7 AS number");
    List<Status> first = platform().status();
    for (Status status : first) {
      LocalProcess.find(status.pid()).orElseThrow().stop("KILL", Duration.ofSeconds(10));
    }
    assertThat(platform().status()).extracting(Status::state).containsOnly("stopped");

    up();
    List<Status> second = platform().status();
    up();

    assertThat(second).extracting(Status::state).containsOnly("running");
    assertThat(second).doesNotContainAnyElementsOf(first);
    assertThat(platform().status()).isEqualTo(second);
    assertThat(execute("SELECT number FROM kept")).isEqualTo("7");
    platform().down();
    assertThat(said).last().isEqualTo("everything is stopped");
    assertThat(second).allMatch(status -> LocalProcess.find(status.pid()).isEmpty());
    platform().down();
    assertThat(said).last().isEqualTo("nothing is running");
  }

  @Test
  void aPortInUseIsAnErrorThatNamesItsVariableAndNothingIsStarted() throws Exception {
    int mlflow = Integer.parseInt(setup.environment().get(Defaults.MLFLOW_PORT_VARIABLE));
    try (ServerSocket taken = new ServerSocket(mlflow, 1, InetAddress.getByName(Ports.HOST))) {
      assertThat(taken.isBound()).isTrue();

      assertThatThrownBy(this::up)
          .isInstanceOf(PlatformException.class)
          .hasMessageContaining("port " + mlflow + " is in use")
          .hasMessageContaining(Defaults.MLFLOW_PORT_VARIABLE);
    }
    assertThat(platform().status()).extracting(Status::state).containsOnly("stopped");
  }

  @Test
  void aServerThatIsNotThereIsAnErrorThatNamesItsVariable() {
    Platform external = new Platform(setup, said::add, true, List.of(), Map.of());
    Started started = new Started(setup, said::add);

    assertThatThrownBy(() -> external.up(started))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("Kafka")
        .hasMessageContaining(ServiceVariables.BOOTSTRAP_SERVERS);
    started.keep();
  }

  private Platform platform() {
    return new Platform(setup, said::add, false, List.of(), Map.of());
  }

  private void up() {
    Started started = new Started(setup, said::add);
    try {
      platform().up(started);
    } finally {
      started.keep();
    }
  }

  private String execute(String sql) throws Exception {
    Map<String, String> told = platform().variables();
    try (Connection connection =
            DriverManager.getConnection(
                told.get(ServiceVariables.JDBC_URL),
                told.get(ServiceVariables.JDBC_USER),
                told.get(ServiceVariables.JDBC_PASSWORD));
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
