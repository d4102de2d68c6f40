package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalMlflow;
import dev.fidelio.localservers.LocalPostgres;
import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.MlflowEnvironment;
import dev.fidelio.localservers.Ports;
import dev.fidelio.localservers.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/**
 * The MLflow server, on PostgreSQL.
 *
 * @param postgresPort the port of PostgreSQL, known once it runs
 */
record MlflowPart(PlatformSetup setup, IntSupplier postgresPort, ProgressListener progress)
    implements Part {

  static final String NAME = "mlflow";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public OptionalInt fixedPort() {
    return OptionalInt.of(setup.port(portVariable(), DefaultPorts.MLFLOW_PORT));
  }

  @Override
  public String portVariable() {
    return DefaultPorts.MLFLOW_PORT_VARIABLE;
  }

  @Override
  public LocalServer launch(int port) throws IOException {
    Path folder = setup.mlflow();
    Path python = MlflowEnvironment.ensure(folder, progress);
    Path postgres = setup.postgres();
    return LocalMlflow.launch(
        python,
        folder,
        LocalPostgres.mlflowUrl(postgres, postgresPort.getAsInt()),
        port,
        setup.log(NAME),
        Map.of());
  }

  @Override
  public LocalServer attach(int port, LocalProcess process) {
    return LocalMlflow.of(port, process, setup.log(NAME));
  }

  @Override
  public boolean answers(int port) {
    return LocalMlflow.answers("http://" + Ports.HOST + ":" + port);
  }
}
