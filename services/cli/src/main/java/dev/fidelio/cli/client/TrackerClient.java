package dev.fidelio.cli.client;

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

/** The tracker's REST interface, as JSON. */
public final class TrackerClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI address;

  public TrackerClient(URI tracker) {
    this.address = tracker.resolve("/reconcile");
  }

  /** Starts a reconciliation of MLflow with the log unless one is running. */
  public JsonNode reconcile() {
    return send(request().POST(BodyPublishers.noBody()).build());
  }

  /** The progress and result of the last reconciliation. */
  public JsonNode reconciliation() {
    return send(request().GET().build());
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(address).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() == 403) {
        throw new CommandFailedException("the tracker takes this only from its own machine");
      }
      if (response.statusCode() >= 300) {
        throw new CommandFailedException(
            "the tracker answers with HTTP status " + response.statusCode());
      }
      return Json.read(response.body(), JsonNode.class);
    } catch (IOException e) {
      throw new ServiceUnavailableException(
          "the tracker at %s does not answer (%s); ./fidelio status shows what runs"
              .formatted(address, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
