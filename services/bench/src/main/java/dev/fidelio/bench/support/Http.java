package dev.fidelio.bench.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends requests to servers on this machine. */
public final class Http {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Http() {}

  /**
   * Gets a resource as JSON.
   *
   * @throws IOException if the server does not answer with status 200
   */
  public static JsonNode get(URI address) throws IOException {
    return Json.read(bytes(address), JsonNode.class);
  }

  /** Gets a resource as bytes. */
  public static byte[] bytes(URI address) throws IOException {
    return send(HttpRequest.newBuilder(address).timeout(TIMEOUT).build());
  }

  /** Posts JSON and returns the JSON answer. */
  public static JsonNode post(URI address, JsonNode body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    return Json.read(send(request), JsonNode.class);
  }

  private static byte[] send(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException(request.uri() + " answers with HTTP status " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + request.uri(), e);
    }
  }
}
