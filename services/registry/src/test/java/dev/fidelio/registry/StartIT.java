package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.testing.LocalPostgres;
import dev.fidelio.testing.Ports;
import dev.fidelio.testing.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
  private static final int STOP_SECONDS = 20;

  @Test
  void itWaitsForADatabaseThatIsAwayAndStopsThoughSomebodyWatches(@TempDir Path folder)
      throws Exception {
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

      watch(http);
    } finally {
      registry.destroy();
      assertThat(registry.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
      postgres.stop();
    }
  }

  /** Opens a stream that does not end by itself. */
  private static void watch(int http) throws IOException, InterruptedException {
    given()
        .port(http)
        .contentType("application/json")
        .body("{\"experimentId\": \"watched\", \"model\": \"watched\"}")
        .post("/api/v1/experiments")
        .then()
        .statusCode(202);
    URI events =
        URI.create("http://127.0.0.1:%d/api/v1/experiments/watched/events".formatted(http));
    HttpResponse<InputStream> stream =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(events).build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
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
