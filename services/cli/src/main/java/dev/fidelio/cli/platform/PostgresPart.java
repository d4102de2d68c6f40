package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalPostgres;
import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/** The PostgreSQL server, with the registry's and MLflow's databases. */
record PostgresPart(PlatformSetup setup) implements Part {

  static final String NAME = "postgresql";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public OptionalInt fixedPort() {
    return OptionalInt.of(setup.port(portVariable(), DefaultPorts.POSTGRES_PORT));
  }

  @Override
  public String portVariable() {
    return DefaultPorts.POSTGRES_PORT_VARIABLE;
  }

  @Override
  public LocalServer launch(int port) throws IOException {
    return LocalPostgres.launch(
        setup.postgres().resolve("programs"), setup.postgres(), port, setup.log(NAME), Map.of());
  }

  @Override
  public LocalServer attach(int port, LocalProcess process) throws IOException {
    return LocalPostgres.of(setup.postgres(), port, process, setup.log(NAME));
  }

  @Override
  public boolean answers(int port) {
    return Ports.accepts(port);
  }
}
