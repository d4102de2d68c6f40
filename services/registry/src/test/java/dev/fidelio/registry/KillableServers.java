package dev.fidelio.registry;

import dev.fidelio.localservers.LocalKafka;
import dev.fidelio.localservers.LocalPostgres;
import dev.fidelio.localservers.LocalServer;
import dev.fidelio.localservers.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A broker and a database for one test, which may kill and restart them. */
public class KillableServers implements QuarkusTestResourceLifecycleManager {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private Path folder;
  private int kafkaPort;
  private int postgresPort;
  private LocalKafka kafka;
  private LocalPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("fidelio-registry");
      kafkaPort = Ports.free();
      startKafka();
      postgresPort = Ports.free();
      startPostgres();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "kafka.bootstrap.servers",
        kafka.bootstrapServers(),
        "fidelio.artifacts.uri",
        folder.resolve("store").toUri().toString(),
        "quarkus.datasource.jdbc.url",
        postgres.jdbcUrl(),
        "quarkus.datasource.username",
        postgres.user(),
        "quarkus.datasource.password",
        postgres.password(),
        "quarkus.http.test-port",
        "0");
  }

  void startKafka() throws IOException {
    kafka = LocalKafka.start(folder.resolve("kafka"), kafkaPort);
  }

  void startPostgres() throws IOException {
    postgres = LocalPostgres.start(folder.resolve("postgres"), postgresPort);
  }

  void killKafka() throws IOException {
    kill(kafka);
  }

  void killPostgres() throws IOException {
    kill(postgres);
  }

  private static void kill(LocalServer server) throws IOException {
    server.process().stop("KILL", GRACE);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(KillableServers.class));
  }

  @Override
  public void stop() {
    try {
      killPostgres();
      killKafka();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
