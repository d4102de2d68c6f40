package dev.fidelio.tracker;

import dev.fidelio.localservers.LocalMlflow;
import dev.fidelio.localservers.Ports;
import dev.fidelio.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Kafka, a store, and an MLflow that a test may stop and start. */
public class TrackerServers implements QuarkusTestResourceLifecycleManager {

  private Path folder;
  private int port;
  private LocalMlflow mlflow;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("fidelio-tracker");
      port = Ports.free();
      startMlflow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "kafka.bootstrap.servers",
        TestServers.kafka(),
        "fidelio.topics.prefix",
        "tracker-" + UUID.randomUUID() + "-",
        "fidelio.artifacts.uri",
        folder.resolve("store").toUri().toString(),
        "fidelio.mlflow.uri",
        mlflow.uri(),
        "fidelio.tracker.drift-every",
        "1S",
        "quarkus.http.test-port",
        "0");
  }

  String mlflowUri() {
    return mlflow.uri();
  }

  void startMlflow() throws IOException {
    mlflow = LocalMlflow.start(folder.resolve("mlflow"), port);
  }

  void stopMlflow() throws IOException {
    mlflow.stop();
  }

  /** Ends it at once, whatever it does. */
  void killMlflow() throws IOException {
    mlflow.process().stop("KILL", Duration.ofSeconds(10));
  }

  /** Where MLflow keeps an artifact, or lays it down while it comes. */
  Path artifact(String path) {
    return folder.resolve("mlflow/artifacts").resolve(path);
  }

  /** Makes the stopped MLflow a new one. */
  void forgetEverything() throws IOException {
    Files.delete(folder.resolve("mlflow/mlflow.db"));
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(TrackerServers.class));
  }

  @Override
  public void stop() {
    try {
      mlflow.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
