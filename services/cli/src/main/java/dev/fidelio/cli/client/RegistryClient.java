package dev.fidelio.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.cli.text.FindingText;
import dev.fidelio.contracts.HeaderText;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.UnreadableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The registry's REST interface, as JSON. */
public final class RegistryClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int TRIES = 3;
  private static final String API = "/api/v1/";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI registry;

  public RegistryClient(URI registry) {
    this.registry = registry;
  }

  /** The address of a resource. */
  URI address(String path) {
    return registry.resolve(API + path);
  }

  /**
   * A resource.
   *
   * @throws CommandFailedException if the registry does not have it, with the registry's message
   */
  public JsonNode get(String path) {
    return accepted(send(request(path).GET().build()));
  }

  /**
   * The bytes of a resource.
   *
   * @throws CommandFailedException if the registry does not have it, with the registry's message
   */
  public byte[] bytes(String path) {
    return succeeded(send(request(path).GET().build())).body();
  }

  /** A resource with its entity tag; empty if the registry answers 404. */
  public Optional<HttpResponse<byte[]>> find(String path) {
    HttpResponse<byte[]> response = send(request(path).GET().build());
    if (response.statusCode() == 404) {
      return Optional.empty();
    }
    accepted(response);
    return Optional.of(response);
  }

  /**
   * Puts a resource.
   *
   * @param etag the current entity tag; empty to create the resource
   */
  public JsonNode put(String path, JsonNode body, Optional<String> etag, String user) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .header("X-Fidelio-User", HeaderText.encode(user))
            .PUT(BodyPublishers.ofByteArray(Json.bytes(body)));
    etag.ifPresent(tag -> request.header("If-Match", tag));
    return accepted(send(request.build()));
  }

  /**
   * Posts to a resource, under a key of its own: a call without a response is made again under the
   * same key, so that the registry does once what is asked for.
   *
   * @return the registry's response
   * @throws CommandFailedException if the registry refuses, with its reasons
   */
  public JsonNode post(String path, JsonNode body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build();
    IOException failure = null;
    for (int tried = 0; tried < TRIES; tried++) {
      try {
        return accepted(http.send(request, BodyHandlers.ofByteArray()));
      } catch (ConnectException e) {
        throw unreachable(e);
      } catch (IOException e) {
        failure = e;
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    throw unreachable(failure);
  }

  /**
   * Posts to a resource unless it has changed since it was read.
   *
   * @param etag the entity tag that was read; empty if the resource has none
   */
  public JsonNode post(String path, JsonNode body, Optional<String> etag, String user) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .header("X-Fidelio-User", HeaderText.encode(user))
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)));
    etag.ifPresent(tag -> request.header("If-Match", tag));
    return accepted(send(request.build()));
  }

  /**
   * Deletes a resource.
   *
   * @throws CommandFailedException if the registry does not have it
   */
  public void delete(String path) {
    HttpResponse<byte[]> response = send(request(path).DELETE().build());
    if (response.statusCode() != 204) {
      accepted(response);
    }
  }

  /**
   * The lines of a server-sent event stream, until it ends.
   *
   * @param lastEventId the last event of an interrupted stream; empty to read from the beginning
   */
  public Stream<String> events(String path, Optional<String> lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path)).header("Accept", "text/event-stream");
    lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
    try {
      HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw refused(response.statusCode(), String.join("\n", response.body().toList()));
      }
      return response.body();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  public static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path)).timeout(TIMEOUT);
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static JsonNode accepted(HttpResponse<byte[]> response) {
    return Json.read(succeeded(response).body(), JsonNode.class);
  }

  private static HttpResponse<byte[]> succeeded(HttpResponse<byte[]> response) {
    if (response.statusCode() >= 300) {
      throw refused(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }
    return response;
  }

  private static CommandFailedException refused(int status, String body) {
    return status >= 502 && status <= 504
        ? new ServiceUnavailableException(problem(status, body))
        : new CommandFailedException(problem(status, body));
  }

  /** A problem document (RFC 9457) as text. */
  private static String problem(int status, String body) {
    JsonNode problem;
    try {
      problem = Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (UnreadableException e) {
      return "the registry returned HTTP status " + status + ": " + body;
    }
    StringBuilder text =
        new StringBuilder(
            problem.path("detail").asText(problem.path("title").asText("HTTP status " + status)));
    for (JsonNode violation : problem.path("violations")) {
      text.append("\n  ")
          .append(violation.path("field").asText())
          .append(": ")
          .append(violation.path("value").asText())
          .append(" (allowed: ")
          .append(violation.path("allowed").asText())
          .append(")");
    }
    if (problem.has("findings")) {
      text.append("\n").append(FindingText.table(problem.path("findings")));
    }
    return text.toString();
  }

  private static CommandFailedException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new CommandFailedException("interrupted", cause);
  }

  private ServiceUnavailableException unreachable(IOException cause) {
    return new ServiceUnavailableException(
        "the registry at %s does not answer (%s): check ./fidelio status, or start it with ./fidelio up"
            .formatted(registry, cause),
        cause);
  }
}
