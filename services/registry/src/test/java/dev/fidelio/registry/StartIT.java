package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.testing.LocalPostgres;
import dev.fidelio.testing.Ports;
import dev.fidelio.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartIT {

  private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aDatabaseThatIsAwayIsWaitedForAndSaidSo(@TempDir Path folder) throws Exception {
    int port = Ports.free();
    LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), port);
    String password = postgres.password();
    postgres.stop();
    Path log = folder.resolve("log");
    int http = Ports.free();
    Process registry = launch(folder, log, port, password, http);
    try {
      awaitLog(log, "Connection error");
      postgres = LocalPostgres.start(folder.resolve("postgres"), port);

      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> given().port(http).get("/q/health/ready").statusCode() == 200);

      assertThat(given().port(http).get("/api/v1/experiments").statusCode()).isEqualTo(200);
    } finally {
      registry.destroy();
      assertThat(registry.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      postgres.stop();
    }
  }

  private static Process launch(Path folder, Path log, int postgres, String password, int http)
      throws IOException {
    ProcessBuilder program =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-jar",
                    PROGRAM.toAbsolutePath().toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    program
        .environment()
        .putAll(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                TestServers.kafka(),
                "FIDELIO_TOPICS_PREFIX",
                "start-" + UUID.randomUUID() + ".",
                "FIDELIO_ARTIFACTS_URI",
                folder.resolve("store").toUri().toString(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                LocalPostgres.jdbcUrl(postgres, LocalPostgres.FIDELIO),
                "QUARKUS_DATASOURCE_USERNAME",
                LocalPostgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                password,
                "QUARKUS_HTTP_PORT",
                Integer.toString(http)));
    return program.start();
  }

  private static void awaitLog(Path log, String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(log) && Files.readString(log).contains(text));
  }
}
