package dev.fidelio.registry;

import dev.fidelio.testing.Ports;
import dev.fidelio.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** A broker, a database and a store for the registry under test. */
public class Servers implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    TestServers.Database database = TestServers.database();
    Path folder = folder();
    return Map.of(
        "kafka.bootstrap.servers",
        TestServers.kafka(),
        "fidelio.topics.prefix",
        "registry-" + UUID.randomUUID() + ".",
        "fidelio.artifacts.uri",
        folder.toUri().toString(),
        "fidelio.datasets.tiny.folder",
        folder.toAbsolutePath().toString(),
        "quarkus.datasource.jdbc.url",
        database.jdbcUrl(),
        "quarkus.datasource.username",
        database.user(),
        "quarkus.datasource.password",
        database.password(),
        "quarkus.http.test-port",
        "0",
        // Where nobody answers.
        "fidelio.sampler.url",
        "http://%s:%d".formatted(Ports.HOST, Ports.free()));
  }

  @Override
  public void stop() {}

  private static Path folder() {
    try {
      return Files.createTempDirectory(Path.of("target"), "store-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
