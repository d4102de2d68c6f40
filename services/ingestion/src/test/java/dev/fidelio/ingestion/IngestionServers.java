package dev.fidelio.ingestion;

import dev.fidelio.testing.Mnist;
import dev.fidelio.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** A real broker, an empty store and the real MNIST files for the service under test. */
public class IngestionServers implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      Path store = Files.createTempDirectory("fidelio-store");
      return Map.of(
          "kafka.bootstrap.servers",
          TestServers.kafka(),
          "fidelio.topics.prefix",
          "test-" + UUID.randomUUID() + ".",
          "fidelio.artifacts.uri",
          store.toUri().toString(),
          "fidelio.datasets.mnist.folder",
          Mnist.folder().toString(),
          "quarkus.http.test-port",
          "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The servers are shared and end with the JVM.
  }
}
