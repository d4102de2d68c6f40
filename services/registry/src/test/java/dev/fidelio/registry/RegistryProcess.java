package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.localservers.Ports;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The packaged registry in its own process.
 *
 * @param port the HTTP port
 * @param log the file of its output
 */
record RegistryProcess(Process process, int port, Path log) implements AutoCloseable {

  private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(20);

  /**
   * Starts it.
   *
   * @param variables its environment variables, with the addresses of the servers
   */
  static RegistryProcess start(Path log, Map<String, String> variables) throws IOException {
    int port = Ports.free();
    ProcessBuilder program =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-jar",
                    PROGRAM.toAbsolutePath().toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    program.environment().putAll(variables);
    program.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    return new RegistryProcess(program.start(), port, log);
  }

  /** A REST call of this registry. */
  RequestSpecification call() {
    return given().port(port);
  }

  void awaitReady() {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> call().get("/q/health/ready").statusCode() == 200);
  }

  void awaitLog(String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(log) && Files.readString(log).contains(text));
  }

  /** Terminates it as an operator would, if it still runs. */
  @Override
  public void close() {
    process.destroy();
    assertThat(process.onExit()).succeedsWithin(STOP);
  }
}
