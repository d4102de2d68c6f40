package dev.fidelio.registry;

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
    // No other test's files have commit points, so that nothing is given up behind its back.
    return Map.of(
        "fidelio.retention.archived-after",
        "30D",
        "fidelio.retention.dead-after",
        "30D",
        "fidelio.retention.checkpoints-keep",
        "1",
        "kafka.bootstrap.servers",
        TestServers.kafka(),
        "fidelio.topics.prefix",
        "registry-" + UUID.randomUUID() + ".",
        "fidelio.artifacts.uri",
        store().toUri().toString(),
        "quarkus.datasource.jdbc.url",
        database.jdbcUrl(),
        "quarkus.datasource.username",
        database.user(),
        "quarkus.datasource.password",
        database.password(),
        "quarkus.http.test-port",
        "0");
  }

  @Override
  public void stop() {}

  private static Path store() {
    try {
      return Files.createTempDirectory(Path.of("target"), "store-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
