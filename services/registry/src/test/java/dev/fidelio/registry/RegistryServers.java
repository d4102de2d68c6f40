package dev.fidelio.registry;

import static java.util.Map.entry;

import dev.fidelio.localservers.Ports;
import dev.fidelio.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** A broker, a database and a store for the registry under test. */
public class RegistryServers implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    TestServers.Database database = TestServers.database();
    Path folder = folder();
    // No other test's files have commit points, so retention deletes none of them.
    return Map.ofEntries(
        entry("fidelio.retention.archived-after", "30D"),
        entry("fidelio.retention.dead-after", "30D"),
        entry("fidelio.retention.checkpoints-keep", "1"),
        entry("kafka.bootstrap.servers", TestServers.kafka()),
        entry("fidelio.topics.prefix", "registry-" + UUID.randomUUID() + "."),
        entry("fidelio.artifacts.uri", folder.toUri().toString()),
        entry("fidelio.datasets.tiny.folder", folder.toAbsolutePath().toString()),
        entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
        entry("quarkus.datasource.username", database.user()),
        entry("quarkus.datasource.password", database.password()),
        entry("quarkus.http.test-port", "0"),
        // Nothing listens on this port.
        entry("fidelio.sampler.url", "http://%s:%d".formatted(Ports.HOST, Ports.free())));
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
