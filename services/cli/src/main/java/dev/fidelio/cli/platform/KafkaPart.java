package dev.fidelio.cli.platform;

import dev.fidelio.testing.LocalKafka;
import dev.fidelio.testing.LocalProcess;
import dev.fidelio.testing.LocalServer;
import dev.fidelio.testing.Ports;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The Kafka broker.
 *
 * @param told settings of its own, which go before those of every broker
 */
record KafkaPart(Setup setup, Map<String, String> told) implements Part {

  static final String NAME = "kafka";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public OptionalInt fixedPort() {
    return OptionalInt.of(setup.port(portVariable(), Defaults.KAFKA_PORT));
  }

  @Override
  public String portVariable() {
    return Defaults.KAFKA_PORT_VARIABLE;
  }

  @Override
  public LocalServer launch(int port) throws IOException {
    return LocalKafka.launch(setup.state().resolve(NAME), port, setup.log(NAME), told);
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
