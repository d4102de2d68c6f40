package dev.fidelio.registry.http;

import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Violation;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses what no resource can take, before anything reads it: an address that is too long or that
 * holds the character NUL, headers and bodies that are too large, and parameters without a value.
 * The limits of the HTTP server itself are higher ({@code quarkus.http.limits}), because its
 * refusals have no body; nor has the 400 that answers an address that is no URI, or a request
 * without host, before this sees it.
 */
@Singleton
class RequestGuard {

  /** The longest address, in characters. */
  static final int MAX_ADDRESS = 8 * 1024;

  /** The most characters of all headers. */
  static final int MAX_HEADERS = 64 * 1024;

  /** The largest body, in bytes; a resource may allow less. */
  static final int MAX_BODY = 256 * 1024;

  private static final String RESOURCES = "/api/";

  /** What resources answer; any other method is refused as such, whatever its parameters. */
  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

  /** Before every other filter. */
  private static final int PRIORITY = 1_000;

  void register(@Observes Filters filters) {
    filters.register(RequestGuard::check, PRIORITY);
  }

  private static void check(RoutingContext call) {
    Problem problem = problem(call.request());
    if (problem == null) {
      call.next();
    } else {
      answer(call, problem);
    }
  }

  private static void answer(RoutingContext call, Problem problem) {
    // A body that was not read would be taken for the next request.
    call.response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Buffer.buffer(Json.bytes(problem)));
  }

  private static Problem problem(HttpServerRequest request) {
    if (request.uri().length() > MAX_ADDRESS) {
      return refused(414, "the address has more than " + MAX_ADDRESS + " characters");
    }
    if (headers(request) > MAX_HEADERS) {
      return refused(431, "the headers have more than " + MAX_HEADERS + " characters");
    }
    if (length(request) > MAX_BODY) {
      return refused(413, "the body has more than " + MAX_BODY + " bytes");
    }
    if (!isText(request.uri())) {
      return refused(400, "the address is malformed");
    }
    return empty(request).map(RequestGuard::refusedAsEmpty).orElse(null);
  }

  /** A parameter of a resource that is sent without a value, which resources take for absent. */
  private static Optional<String> empty(HttpServerRequest request) {
    if (!request.path().startsWith(RESOURCES) || !METHODS.contains(request.method())) {
      return Optional.empty();
    }
    return Stream.concat(
            request.params().entries().stream(),
            request.headers().entries().stream().filter(RequestGuard::isParameter))
        .filter(parameter -> parameter.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isParameter(Map.Entry<String, String> header) {
    return header.getKey().equalsIgnoreCase(Api.IDEMPOTENCY_KEY)
        || header.getKey().equalsIgnoreCase(Caller.HEADER);
  }

  private static Problem refusedAsEmpty(String parameter) {
    Violation violation = new Violation(parameter, "", "a value; without one, leave it out");
    return Problem.of(400, parameter + " is empty", List.of(violation));
  }

  private static Problem refused(int status, String detail) {
    return Problem.of(status, detail, List.of());
  }

  private static long headers(HttpServerRequest request) {
    return request.headers().entries().stream()
        .mapToLong(header -> header.getKey().length() + header.getValue().length())
        .sum();
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  /** Whether the address can be decoded, to text that PostgreSQL and the log can hold. */
  private static boolean isText(String address) {
    try {
      return URLDecoder.decode(address, StandardCharsets.UTF_8).indexOf('\0') < 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
