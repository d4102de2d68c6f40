package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fidelio.contracts.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents name only paths and methods that the registry's OpenAPI document holds. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class DocumentedPathsIT {

  private static final Path CHECKOUT = Path.of("../..");
  private static final Pattern CALL =
      Pattern.compile("(?:(GET|POST|PUT|DELETE) )?[\\w.:/]*(/api/v1[^\\s`'\")?,]*)");

  @Test
  void everyCallOfADocumentIsInTheOpenApiDocument() throws Exception {
    byte[] json = given().accept("application/json").get("/q/openapi").asByteArray();
    JsonNode paths = Json.read(json, JsonNode.class).path("paths");

    List<Call> calls = documents().stream().flatMap(DocumentedPathsIT::calls).toList();

    assertThat(calls).hasSizeGreaterThan(5).allMatch(call -> call.isAnsweredBy(paths));
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> services = Files.walk(CHECKOUT.resolve("services"))) {
      return Stream.concat(Stream.of(CHECKOUT.resolve("README.md")), services)
          .filter(file -> file.toString().endsWith(".md") && !file.toString().contains("/target/"))
          .toList();
    }
  }

  private static Stream<Call> calls(Path document) {
    try {
      return CALL.matcher(Files.readString(document))
          .results()
          .map(call -> new Call(document, call.group(1), call.group(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A path, or the beginning of one if it ends with a slash, with its method where one is named.
   */
  private record Call(Path document, String method, String path) {

    boolean isAnsweredBy(JsonNode paths) {
      return paths.properties().stream().anyMatch(this::isAnsweredBy);
    }

    private boolean isAnsweredBy(Map.Entry<String, JsonNode> known) {
      List<String> asked = Arrays.asList(path.split("/"));
      List<String> template = Arrays.asList(known.getKey().split("/"));
      boolean begins =
          asked.size() <= template.size()
              && IntStream.range(0, asked.size())
                  .allMatch(index -> fits(asked.get(index), template.get(index)));
      boolean isWhole = asked.size() == template.size();
      return begins
          && (isWhole || path.endsWith("/") || path.equals("/api/v1"))
          && (method == null || known.getValue().has(method.toLowerCase()));
    }

    private static boolean fits(String asked, String template) {
      return template.startsWith("{") ? !asked.isEmpty() : asked.equals(template);
    }
  }
}
