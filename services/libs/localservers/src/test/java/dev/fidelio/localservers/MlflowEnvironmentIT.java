package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program with shorter lists of packages than MLflow needs. */
class MlflowEnvironmentIT {

  @TempDir Path folder;

  private Path requirements;

  @BeforeEach
  void nothingIsRequired() throws Exception {
    requirements = Files.createFile(folder.resolve("requirements.txt"));
  }

  @Test
  void anEnvironmentThatAnInterruptedRunLeftIncompleteIsRecreated() throws Exception {
    Path leftover = Files.createDirectories(folder.resolve("venv/bin")).resolve("left");
    Files.createFile(leftover);

    Run first = run(Map.of());
    Run second = run(Map.of());

    assertThat(first.printed()).contains("incomplete or of another version");
    assertThat(first.code()).isZero();
    assertThat(leftover).doesNotExist();
    assertThat(folder.resolve("venv/bin/python")).isExecutable();
    assertThat(second.printed()).isEmpty();
    assertThat(second.code()).isZero();
  }

  @Test
  void withoutANetworkTheErrorSaysSoAndTheEnvironmentIsNotComplete() throws Exception {
    Files.writeString(requirements, "mlflow==3.17.2\n");
    String nowhere = "http://127.0.0.1:" + Ports.free();

    Run run = run(Map.of("PIP_INDEX_URL", nowhere, "PIP_RETRIES", "1"));

    assertThat(run.code()).isNotZero();
    assertThat(run.printed()).contains("the Python package index cannot be reached");
    assertThat(folder.resolve("venv/complete")).doesNotExist();
  }

  private record Run(int code, String printed) {}

  private Run run(Map<String, String> environment) throws IOException, InterruptedException {
    Path program = MlflowEnvironment.copied("mlflow_environment.py", folder);
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of("python3", program.toString(), folder.toString(), requirements.toString()))
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Run(process.waitFor(), printed);
  }
}
