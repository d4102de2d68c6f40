package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Json;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.registry.RawHttp.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever a caller sends, wherever a path takes it: the answer is documented, a refusal is
 * problem+json, and none is a failure of the server. The paths come from the OpenAPI document.
 */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class HostileInputIT {

  /** What each parameter of a path is where another is hostile. */
  private static final Map<String, String> VALID =
      Map.of(
          "id", "hostile-1",
          "model", "hostile",
          "version", "1",
          "alias", "champion",
          "name", "hostile",
          "path", "plots/losses.png",
          "format", "png");

  /** Percent-encoded, where they can be. */
  private static final List<String> VALUES =
      List.of(
          "%00",
          "a%00b",
          "%zz",
          "%",
          "%ff",
          "%ed%a0%80",
          "%F0%9F%98%80",
          "..%2F..%2Fetc%2Fpasswd",
          "%20",
          "%27%20or%201=1--",
          "-1",
          "0",
          "99999999999999999999",
          "1e999",
          "NaN",
          "1,".repeat(1_000) + "1",
          "x".repeat(5_000),
          "x".repeat(9_000),
          cursor("\0"),
          cursor("2026-01-01T00:00:00Z \0"),
          cursor("+1000000000-12-31T23:59:59Z x"),
          cursor("-1000000000-01-01T00:00:00Z x"),
          cursor("+1000000000-12-31T23:59:59Z"),
          cursor("2026-01-01T00:00:00Z x"),
          cursor("9223372036854775808"),
          cursor("-9223372036854775808"));

  private static final List<String> HEADERS =
      List.of("\"", ",,,", "W/\"\"", "é😀", "x".repeat(5_000), "bytes=9-1", "bytes=-0");

  /** Values of fields, as JSON. */
  private static final List<String> FIELDS =
      List.of(
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"" + "x".repeat(5_000) + "\"",
          "\"\"",
          "-1",
          "1e999",
          "99999999999999999999",
          "null",
          "[[]]",
          "{\"\\u0000\": {}}");

  private static final List<byte[]> BODIES =
      List.of(
          bytes(""),
          bytes("{"),
          bytes("["),
          bytes("[".repeat(20_000)),
          bytes("{\"a\":".repeat(10_000)),
          bytes("\"" + "x".repeat(70_000) + "\""),
          new byte[300_000],
          new byte[] {(byte) 0xff, (byte) 0xfe, 0});

  @Inject Publisher publisher;
  @Inject ArtifactStore store;

  private JsonNode document;
  private List<Operation> operations;

  /** What a method of a path is documented to take and to answer. */
  private record Operation(String path, String method, JsonNode described) {

    /** The names of its parameters in the path, the query or the headers. */
    List<String> parameters(String where) {
      List<String> names = new ArrayList<>();
      for (JsonNode parameter : described.path("parameters")) {
        if (parameter.path("in").asText().equals(where)) {
          names.add(parameter.path("name").asText());
        }
      }
      return names;
    }

    String address(String hostile, String value) {
      String address = path;
      for (Map.Entry<String, String> valid : VALID.entrySet()) {
        String name = valid.getKey();
        address =
            address.replace("{" + name + "}", name.equals(hostile) ? value : valid.getValue());
      }
      return address;
    }

    void assertAnswers(String address, String headers, byte[] body) throws IOException {
      String type = body.length > 0 ? "Content-Type: application/json\r\n" : "";
      Answer answer = RawHttp.call(RestAssured.port, method, address, type + headers, body);
      String sent =
          "%s %s %s %s: %s".formatted(method, shown(address), shown(headers), body.length, answer);
      // No sampler runs here.
      assertThat(answer.status() < 500 || path.contains("/samples.")).as(sent).isTrue();
      assertThat(described.path("responses").has(Integer.toString(answer.status())))
          .as("documented: " + sent)
          .isTrue();
      if (!isUri(address)) {
        // Quarkus refuses it before the registry sees it.
        assertThat(answer.status()).as(sent).isEqualTo(400);
      } else if (answer.status() >= 400) {
        assertThat(answer.header("Content-Type")).as(sent).isEqualTo("application/problem+json");
        assertThat(Json.read(answer.body(), JsonNode.class).path("status").asInt())
            .isEqualTo(answer.status());
      }
    }

    private static boolean isUri(String address) {
      try {
        return !new URI(address).isOpaque();
      } catch (URISyntaxException e) {
        return false;
      }
    }

    private static String shown(String text) {
      return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
  }

  @BeforeEach
  void readTheDocument() {
    byte[] json = given().accept("application/json").get("/q/openapi").asByteArray();
    document = Json.read(json, JsonNode.class);
    operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.add(
            new Operation(path.getKey(), method.getKey().toUpperCase(), method.getValue()));
      }
    }
    publisher.publish(CommittedExamples.of("hostile-1", "hostile", 0).withModelIn(store).whole());
    RegistryRest.scoredVersion("hostile", 1);
  }

  @Test
  void noValueOfAPathOrQueryMakesTheServerFail() throws IOException {
    for (Operation operation : operations) {
      for (String value : VALUES) {
        for (String name : operation.parameters("path")) {
          operation.assertAnswers(operation.address(name, value), "", new byte[0]);
        }
        for (String name : operation.parameters("query")) {
          String address = operation.address("", "") + "?" + name + "=" + value;
          operation.assertAnswers(address, "", new byte[0]);
        }
      }
    }
  }

  @Test
  void noHeaderMakesTheServerFail() throws IOException {
    for (Operation operation : operations) {
      boolean isStream = operation.path().endsWith("/events");
      List<String> names = operation.parameters("header");
      if (!isStream) {
        names.addAll(List.of("Accept", "If-None-Match", "Range"));
      }
      for (String name : names) {
        // A stream ends only two seconds after its experiment.
        for (String value : isStream ? HEADERS.subList(0, 2) : HEADERS) {
          String header = name + ": " + value + "\r\n";
          if (!operation.path().contains("rebuild")) {
            operation.assertAnswers(operation.address("", ""), header, new byte[0]);
          }
        }
      }
      String many = ("X-Many: " + "x".repeat(1_000) + "\r\n").repeat(70);
      operation.assertAnswers(operation.address("", ""), many, new byte[0]);
    }
  }

  @Test
  void noBodyMakesTheServerFail() throws IOException {
    for (Operation operation : operations) {
      JsonNode content = operation.described().path("requestBody").path("content");
      JsonNode schema = content.path("application/json").path("schema");
      String reference = schema.path("$ref").asText("");
      JsonNode declared = reference.isEmpty() ? schema : document.at(reference.substring(1));
      String address = operation.address("", "");
      for (String field : (Iterable<String>) () -> declared.path("properties").fieldNames()) {
        for (String value : FIELDS) {
          operation.assertAnswers(address, "", bytes("{\"" + field + "\": " + value + "}"));
        }
      }
      if (content.has("application/json")) {
        for (byte[] body : BODIES) {
          operation.assertAnswers(address, "", body);
        }
      }
    }
  }

  @Test
  void aMethodThatAPathDoesNotTakeIsToldWhatItTakes() throws IOException {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      TreeSet<String> allowed = new TreeSet<>(List.of("OPTIONS"));
      path.getValue().fieldNames().forEachRemaining(name -> allowed.add(name.toUpperCase()));
      if (allowed.contains("GET")) {
        allowed.add("HEAD");
      }
      String address = new Operation(path.getKey(), "PATCH", null).address("", "");

      Answer answer = RawHttp.call(RestAssured.port, "PATCH", address, "", new byte[0]);

      assertThat(answer.status()).as(address).isEqualTo(405);
      assertThat(answer.header("Allow")).as(address).isEqualTo(String.join(", ", allowed));
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  private static String cursor(String position) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(position));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
