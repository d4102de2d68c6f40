package dev.fidelio.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** Calls the REST interfaces of a running platform: the registry and MLflow. */
final class PlatformHttp {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String registry;
  private final String mlflow;

  PlatformHttp(PlatformSetup platformSetup) {
    this.registry = server(platformSetup, DefaultPorts.REGISTRY_PORT_VARIABLE) + "/api/v1/";
    this.mlflow = server(platformSetup, DefaultPorts.MLFLOW_PORT_VARIABLE) + "/api/2.0/";
  }

  /** A JSON response of the registry; {@code path} is relative to {@code /api/v1/}. */
  JsonNode registry(String path) {
    return Json.read(file(path), JsonNode.class);
  }

  /** The items of one page of the registry. */
  List<JsonNode> items(String path) {
    return StreamSupport.stream(registry(path).path("items").spliterator(), false).toList();
  }

  /** The body of a response of the registry. */
  byte[] file(String path) {
    return bytes(registry + path);
  }

  /** A JSON response of MLflow; {@code path} is relative to {@code /api/2.0/mlflow/}. */
  JsonNode mlflow(String path) {
    return Json.read(bytes(mlflow + "mlflow/" + path), JsonNode.class);
  }

  /** An artifact of an MLflow run. */
  byte[] file(JsonNode run, String name) {
    String folder = URI.create(run.path("info").path("artifact_uri").asText()).getPath();
    return bytes(mlflow + "mlflow-artifacts/artifacts" + folder + "/" + name);
  }

  /** Creates an alias that points to a version, and returns the HTTP status. */
  int promote(String model, String alias, int version) throws IOException, InterruptedException {
    URI address = URI.create(registry + "models/" + model + "/aliases/" + alias);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"version\": " + version + "}"))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private byte[] bytes(String address) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String server(PlatformSetup platformSetup, String portVariable) {
    return "http://127.0.0.1:" + platformSetup.environment().get(portVariable);
  }
}
