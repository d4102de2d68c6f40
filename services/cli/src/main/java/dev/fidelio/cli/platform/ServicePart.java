package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * One of the platform's services.
 *
 * @param name the name of the process and of its log
 * @param variables the variables of all services, known once the servers run
 */
record ServicePart(
    PlatformSetup setup, Service service, String name, Supplier<Map<String, String>> variables)
    implements Part {

  @Override
  public OptionalInt fixedPort() {
    return service == Service.REGISTRY
        ? OptionalInt.of(setup.port(portVariable(), DefaultPorts.REGISTRY_PORT))
        : OptionalInt.empty();
  }

  @Override
  public String portVariable() {
    return service == Service.REGISTRY ? DefaultPorts.REGISTRY_PORT_VARIABLE : "";
  }

  @Override
  public LocalServer launch(int port) throws IOException {
    Path program = service.program(setup.root());
    if (Files.notExists(program)) {
      throw new IOException(program + " is not built: run mvn -DskipTests package");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(service.memoryFlags());
    command.add("-jar");
    command.add(program.toString());
    Map<String, String> environment = new HashMap<>(variables.get());
    if (service != Service.REGISTRY) {
      // The user's value applies to the registry only, the one service with an API for others.
      environment.put("QUARKUS_HTTP_HOST", Ports.HOST);
    }
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    Path log = setup.log(name());
    LocalProcess process = LocalProcess.launch(command, environment, setup.state(), log);
    return new ServiceServer(name(), port, process, log);
  }

  @Override
  public LocalServer attach(int port, LocalProcess process) {
    return new ServiceServer(name(), port, process, setup.log(name()));
  }

  @Override
  public boolean answers(int port) {
    return ServiceServer.isReady(port);
  }
}
