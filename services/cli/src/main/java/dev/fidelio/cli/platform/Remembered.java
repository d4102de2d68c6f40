package dev.fidelio.cli.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the running platform was started, so that later commands find it without being told again.
 *
 * @param external whether somebody else runs Kafka, PostgreSQL and MLflow
 * @param variables the environment variables by which clients find it
 */
record Remembered(boolean external, Map<String, String> variables) {

  private static final List<String> TOLD_BY_THE_USER =
      List.of(ServiceVariables.BOOTSTRAP_SERVERS, "FIDELIO_TOPICS_PREFIX");

  static Remembered of(Setup setup, boolean external, int registryPort, int kafkaPort) {
    Map<String, String> variables = new HashMap<>();
    variables.put(Defaults.REGISTRY_PORT_VARIABLE, Integer.toString(registryPort));
    variables.put(Defaults.KAFKA_PORT_VARIABLE, Integer.toString(kafkaPort));
    for (String name : TOLD_BY_THE_USER) {
      String value = setup.environment().get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    return new Remembered(external, variables);
  }

  static Optional<Remembered> read(Setup setup) {
    Path file = file(setup);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode read = Json.read(Files.readAllBytes(file), JsonNode.class);
      Map<String, String> variables =
          Json.mapper().convertValue(read.path("variables"), new TypeReference<>() {});
      return Optional.of(new Remembered(read.path("external").asBoolean(), variables));
    } catch (IOException e) {
      throw new PlatformException("cannot read " + file + ": " + e, e);
    }
  }

  void write(Setup setup) throws IOException {
    Files.createDirectories(setup.run());
    Files.write(file(setup), Json.bytes(this));
  }

  static void delete(Setup setup) throws IOException {
    Files.deleteIfExists(file(setup));
  }

  private static Path file(Setup setup) {
    return setup.run().resolve("platform.json");
  }
}
