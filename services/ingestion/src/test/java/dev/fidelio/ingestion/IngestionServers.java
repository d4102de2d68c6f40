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
      Map<String, String> settings = TinyMirror.start();
      settings.put("kafka.bootstrap.servers", TestServers.kafka());
      settings.put("fidelio.topics.prefix", "test-" + UUID.randomUUID() + ".");
      settings.put("fidelio.artifacts.uri", store.toUri().toString());
      settings.put("fidelio.datasets.mnist.folder", Mnist.folder().toString());
      settings.put("quarkus.http.test-port", "0");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The servers are shared and end with the JVM.
  }
}
