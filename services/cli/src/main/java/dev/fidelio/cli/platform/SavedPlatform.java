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
 * How the running platform was started, so that later commands find it without arguments.
 *
 * @param external whether it uses Kafka, PostgreSQL and MLflow servers from outside
 * @param variables the environment variables by which clients find it
 */
record SavedPlatform(boolean external, Map<String, String> variables) {

  private static final List<String> SET_BY_THE_USER =
      List.of(ServiceVariables.BOOTSTRAP_SERVERS, "FIDELIO_TOPICS_PREFIX");

  static SavedPlatform of(
      PlatformSetup platformSetup, boolean external, int registryPort, int kafkaPort) {
    Map<String, String> variables = new HashMap<>();
    variables.put(DefaultPorts.REGISTRY_PORT_VARIABLE, Integer.toString(registryPort));
    variables.put(DefaultPorts.KAFKA_PORT_VARIABLE, Integer.toString(kafkaPort));
    for (String name : SET_BY_THE_USER) {
      String value = platformSetup.environment().get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    return new SavedPlatform(external, variables);
  }

  static Optional<SavedPlatform> read(PlatformSetup platformSetup) {
    Path file = file(platformSetup);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode read = Json.read(Files.readAllBytes(file), JsonNode.class);
      Map<String, String> variables =
          Json.mapper().convertValue(read.path("variables"), new TypeReference<>() {});
      return Optional.of(new SavedPlatform(read.path("external").asBoolean(), variables));
    } catch (IOException e) {
      throw new PlatformException("cannot read " + file + ": " + e, e);
    }
  }

  void write(PlatformSetup platformSetup) throws IOException {
    Files.createDirectories(platformSetup.run());
    Files.write(file(platformSetup), Json.bytes(this));
  }

  static void delete(PlatformSetup platformSetup) throws IOException {
    Files.deleteIfExists(file(platformSetup));
  }

  private static Path file(PlatformSetup platformSetup) {
    return platformSetup.run().resolve("platform.json");
  }
}
