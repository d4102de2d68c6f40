package dev.fidelio.cli.platform;

import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.LocalProcess;
import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The Kafka broker.
 *
 * @param settings broker settings that override the defaults
 */
record KafkaPart(PlatformSetup setup, Map<String, String> settings) implements Part {

  static final String NAME = "kafka";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public OptionalInt fixedPort() {
    return OptionalInt.of(setup.port(portVariable(), DefaultPorts.KAFKA_PORT));
  }

  @Override
  public String portVariable() {
    return DefaultPorts.KAFKA_PORT_VARIABLE;
  }

  @Override
  public LocalServer launch(int port) throws IOException {
    return LocalKafka.launch(setup.kafka(), port, setup.log(NAME), settings);
  }

  @Override
  public LocalServer attach(int port, LocalProcess process) {
    return LocalKafka.of(port, process, setup.log(NAME));
  }

  @Override
  public boolean answers(int port) {
    return LocalKafka.answers(Ports.HOST + ":" + port);
  }
}
