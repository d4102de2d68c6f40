package dev.fidelio.cli.platform;

import dev.fidelio.testing.MlflowEnvironment;
import dev.fidelio.testing.Ports;
import dev.fidelio.testing.Progress;
import dev.fidelio.testing.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The setup of a platform of its own: an empty state folder, free ports, MLflow's environment
 * shared.
 */
final class TestSetup {

  private TestSetup() {}

  /**
   * A setup for one test.
   *
   * @param state an empty folder
   * @param told further environment variables
   */
  static Setup in(Path state, Map<String, String> told) throws IOException {
    Path shared = State.folder().resolve("mlflow");
    MlflowEnvironment.ensure(shared, Progress.SILENT);
    Files.createDirectories(state.resolve("mlflow"));
    Files.createSymbolicLink(state.resolve("mlflow/venv"), shared.resolve("venv"));
    Map<String, String> environment = new HashMap<>(told);
    for (String name :
        List.of(
            Defaults.KAFKA_PORT_VARIABLE,
            Defaults.POSTGRES_PORT_VARIABLE,
            Defaults.MLFLOW_PORT_VARIABLE,
            Defaults.REGISTRY_PORT_VARIABLE)) {
      environment.put(name, Integer.toString(Ports.free()));
    }
    return new Setup(State.root(), state, environment);
  }
}
