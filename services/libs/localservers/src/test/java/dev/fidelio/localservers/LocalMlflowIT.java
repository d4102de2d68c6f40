package dev.fidelio.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.formats.Digests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMlflowIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void aServerKeepsExperimentsAndArtifactsUntilItsNextStart(@TempDir Path folder) throws Exception {
    LocalMlflow first = LocalMlflow.start(folder, Ports.free());
    post(first, "/api/2.0/mlflow/experiments/create", "{\"name\": \"kept\"}");
    put(first, "/api/2.0/mlflow-artifacts/artifacts/1/run/artifacts/a.txt", "bytes");
    first.stop();

    LocalMlflow second = LocalMlflow.start(folder, Ports.free());

    assertThat(get(second, "/api/2.0/mlflow/experiments/get-by-name?experiment_name=kept"))
        .contains("mlflow-artifacts:/1");
    assertThat(get(second, "/api/2.0/mlflow-artifacts/artifacts/1/run/artifacts/a.txt"))
        .isEqualTo("bytes");
    assertThat(folder.resolve("artifacts/1/run/artifacts/a.txt")).exists();
    second.stop();
    assertThat(second.process().isAlive()).isFalse();
    assertThat(Ports.accepts(URI.create(second.uri()).getPort())).isFalse();
  }

  @Test
  void theEnvironmentIsCreatedOnceAndItsMarkerNamesTheRequirements() throws Exception {
    Path folder = StateFolder.folder().resolve("mlflow");

    Path python = MlflowEnvironment.ensure(folder, ProgressListener.SILENT);

    assertThat(python).isExecutable();
    try (var requirements =
        MlflowEnvironment.class.getResourceAsStream("mlflow-requirements.txt")) {
      assertThat(Files.readString(folder.resolve("venv/complete")))
          .startsWith(Digests.sha256(requirements));
    }
  }

  private static void post(LocalMlflow mlflow, String path, String body) throws Exception {
    send(
        HttpRequest.newBuilder(URI.create(mlflow.uri() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static void put(LocalMlflow mlflow, String path, String body) throws Exception {
    send(
        HttpRequest.newBuilder(URI.create(mlflow.uri() + path)).PUT(BodyPublishers.ofString(body)));
  }

  private static String get(LocalMlflow mlflow, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(mlflow.uri() + path)));
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
