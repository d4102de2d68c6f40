package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  @TempDir Path folder;

  private LocalProcess process;

  @AfterEach
  void stop() throws IOException {
    process.stop(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"while :; do echo step; sleep 0.1; done", "while :; do :; done"})
  void aProcessThatMakesProgressIsAwaitedBeyondThePatience(String slowStart) throws Exception {
    Readiness readiness = readinessOf(slowStart);
    long end = System.nanoTime() + PATIENCE.multipliedBy(3).toNanos();

    readiness.await(() -> System.nanoTime() > end, ProgressListener.SILENT);

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aProcessThatDoesNothingIsGivenUpWithItsOutput() throws Exception {
    Readiness readiness = readinessOf("echo waits for the database; exec sleep 600");

    assertThatThrownBy(() -> readiness.await(() -> false, ProgressListener.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("database does not answer after 0 s")
        .hasMessageContaining("waits for the database");
  }

  @Test
  void aProcessThatOnlyRepeatsItsFailureIsGivenUpInTheEnd() throws Exception {
    Readiness readiness = readinessOf("while :; do echo failed again; sleep 0.1; done");

    assertThatThrownBy(() -> readiness.await(() -> false, ProgressListener.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("failed again");
  }

  @Test
  void waitingForAProcessThatEndedFailsWithItsOutput() throws Exception {
    Readiness readiness = readinessOf("echo no such database");

    assertThatThrownBy(() -> readiness.await(() -> false, ProgressListener.SILENT))
        .hasMessageContaining("database ended during startup")
        .hasMessageContaining("no such database");
  }

  private Readiness readinessOf(String script) throws IOException {
    Path log = folder.resolve("log");
    process = LocalProcess.launch(List.of("sh", "-c", script), Map.of(), folder, log);
    return new Readiness("database", process, log, PATIENCE);
  }
}
