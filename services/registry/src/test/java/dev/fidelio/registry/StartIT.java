package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.localservers.LocalPostgres;
import dev.fidelio.localservers.Ports;
import dev.fidelio.testing.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartIT {

  @Test
  void itWaitsForADatabaseThatIsAwayAndStopsThoughAStreamIsOpen(@TempDir Path folder)
      throws Exception {
    int port = Ports.free();
    LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), port);
    String password = postgres.password();
    postgres.stop();
    try (RegistryProcess registry =
        RegistryProcess.start(folder.resolve("log"), variables(folder, port, password))) {
      registry.awaitLog("Connection error");
      postgres = LocalPostgres.start(folder.resolve("postgres"), port);
      registry.awaitReady();

      watch(registry.port());
    } finally {
      postgres.stop();
    }
  }

  /** Opens a stream that does not end. */
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

  private static Map<String, String> variables(Path folder, int postgres, String password) {
    return Map.of(
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
        password);
  }
}
