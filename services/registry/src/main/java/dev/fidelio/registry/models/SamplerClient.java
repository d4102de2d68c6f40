package dev.fidelio.registry.models;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Violation;
import dev.fidelio.datasets.HttpAnswer;
import dev.fidelio.datasets.SourceUnavailableException;
import dev.fidelio.registry.http.ProblemException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Requests samples from the sampler, the only service that another service calls. */
@Singleton
class SamplerClient {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final URI sampler;

  SamplerClient(@ConfigProperty(name = "fidelio.sampler.url") URI sampler) {
    this.sampler = sampler;
  }

  /**
   * Samples of a version.
   *
   * @param format {@code png} or {@code npz}
   * @throws ProblemException if the sampler refuses the request, finds no weights, or is away
   */
  byte[] draw(Version version, String format, SampleQuery query) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("experiment", version.experimentId);
    asked.put("checkpoint", version.checkpointName);
    asked.put("digest", version.checkpointDigest);
    asked.put("dataset", version.datasetDigest);
    asked.putAll(query.asked());
    URI address = sampler.resolve("/samples." + format + "?" + encoded(asked));
    HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(address).build());
    return switch (answer.statusCode()) {
      case 200 -> answer.body();
      case 400 ->
          throw ProblemException.badRequest(List.of(Json.read(answer.body(), Violation[].class)));
      case 409 -> throw ProblemException.conflict(text(answer));
      case 503 -> throw ProblemException.unavailable(text(answer), null);
      default ->
          throw ProblemException.unavailable(
              "the sampler answers with HTTP status " + answer.statusCode(), null);
    };
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return HttpAnswer.of(http, request, PATIENCE, () -> {});
    } catch (SourceUnavailableException e) {
      throw ProblemException.unavailable("the sampler does not answer", e);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String encoded(Map<String, String> asked) {
    return asked.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
