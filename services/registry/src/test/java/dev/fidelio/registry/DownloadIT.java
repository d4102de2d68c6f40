package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.formats.Digests;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.registry.RawHttp.Answer;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files leave in parts, and slow or rude callers keep nothing from the others. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class DownloadIT {

  private static final String FILE = "/artifacts/plots/losses.png";

  /** More than the registry has threads. */
  private static final int CALLERS = 300;

  @Inject Publisher publisher;
  @Inject ArtifactStore store;

  @Test
  void aPartOfAFileIsSent() throws IOException {
    ExampleExperiment example = CommittedExamples.of("parts-1", "parts", 1).withModelIn(store);
    publisher.publish(example.whole());
    RegistryRest.scoredVersion("parts", 1);
    byte[] content = example.content(example.checkpoint(2).name());
    String whole = new String(content, StandardCharsets.UTF_8);
    int size = whole.length();
    String tag = '"' + Digests.sha256(content) + '"';
    Map<String, String> parts =
        Map.of(
            "Range: bytes=0-3",
            "206 part",
            "Range: bytes=4-",
            "206 " + whole.substring(4),
            "Range: bytes=-3",
            "206 ors",
            "Range: bytes=7-99999",
            "206 " + whole.substring(7),
            "Range: bytes=5-2",
            "200 " + whole,
            "Range: bytes=0-1,3-4",
            "200 " + whole,
            "Range: lines=1-2",
            "200 " + whole,
            "Range: bytes=-",
            "200 " + whole,
            "Range: bytes=4-\r\nIf-Range: " + tag,
            "206 " + whole.substring(4),
            "Range: bytes=4-\r\nIf-Range: \"other\"",
            "200 " + whole);
    for (String path :
        List.of(
            "/api/v1/models/parts/versions/1/download",
            "/api/v1/experiments/parts-1/artifacts/checkpoints/epoch-0002.safetensors")) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        Answer answer = RawHttp.get(RestAssured.port, path, part.getKey() + "\r\n");
        assertThat(answer.status() + " " + answer.text())
            .as(path + " " + part.getKey())
            .isEqualTo(part.getValue());
        assertThat(answer.header("ETag")).isEqualTo(tag);
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
      }
      Answer middle = RawHttp.get(RestAssured.port, path, "Range: bytes=2-4\r\n");
      assertThat(middle.header("Content-Range")).isEqualTo("bytes 2-4/" + size);
      Answer beyond = RawHttp.get(RestAssured.port, path, "Range: bytes=%d-\r\n".formatted(size));
      assertThat(beyond.status()).isEqualTo(416);
      assertThat(beyond.header("Content-Range")).isEqualTo("bytes */" + size);
      assertThat(beyond.header("Content-Type")).isEqualTo("application/problem+json");
      Answer head = RawHttp.call(RestAssured.port, "HEAD", path, "", new byte[0]);
      assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(size));
      assertThat(head.body()).isEmpty();
      Answer other = RawHttp.get(RestAssured.port, path, "If-Match: \"other\"\r\n");
      assertThat(other.status()).isEqualTo(412);
      assertThat(other.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  @Timeout(60)
  void callersThatReadSlowlyHoldUpNobodyElse() throws IOException {
    byte[] large = new byte[8 * 1024 * 1024];
    store.publish("experiments/slow-1/plots/losses.png", large);
    publisher.publish(CommittedExamples.of("slow-1", "slow", 0).whole());
    RegistryRest.experiment("slow-1", "COMPLETED");
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < CALLERS; i++) {
        Socket reader = new Socket();
        reader.setReceiveBufferSize(4_096);
        readers.add(RawHttp.connect(RestAssured.port, reader));
        RawHttp.ask(reader, "GET", "/api/v1/experiments/slow-1" + FILE);
        assertThat(reader.getInputStream().read()).isEqualTo('H');
      }

      assertQuick("/api/v1/experiments/slow-1");

      // The first of them still gets everything.
      byte[] rest = readers.get(0).getInputStream().readAllBytes();
      assertThat(rest.length).isGreaterThan(large.length);
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  @Timeout(60)
  void callersThatGoAwayLeaveNoWorkBehind() throws IOException {
    for (int version = 1; version <= 2; version++) {
      publisher.publish(
          CommittedExamples.of("rude-" + version, "rude", version).withModelIn(store).whole());
      RegistryRest.scoredVersion("rude", version);
    }
    String picture = "/api/v1/models/rude/compare.png?versions=1,2";

    for (int i = 0; i < 1_000; i++) {
      try (Socket caller = RawHttp.connect(RestAssured.port, new Socket())) {
        RawHttp.ask(caller, "GET", picture);
        // The connection is reset instead of closed.
        caller.setSoLinger(true, 0);
      }
    }

    assertQuick("/api/v1/models/rude/versions");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> given().get(picture).statusCode() == 200);
  }

  @Test
  void ofManyCallersAtOnceSomeAreToldToComeBack() throws IOException {
    for (int version = 1; version <= 2; version++) {
      publisher.publish(
          CommittedExamples.of("many-" + version, "many", version).withModelIn(store).whole());
      RegistryRest.scoredVersion("many", version);
    }
    List<Socket> callers = new ArrayList<>();
    List<Integer> statuses = new ArrayList<>();

    for (int i = 0; i < 60; i++) {
      Socket caller = RawHttp.connect(RestAssured.port, new Socket());
      callers.add(caller);
      RawHttp.ask(caller, "GET", "/api/v1/models/many/compare.png?versions=1,2");
    }
    for (Socket caller : callers) {
      Answer answer = RawHttp.answer(caller.getInputStream().readAllBytes());
      statuses.add(answer.status());
      assertThat(answer.status() == 429).isEqualTo(answer.header("Retry-After") != null);
      caller.close();
    }

    assertThat(statuses).contains(200, 429).containsOnly(200, 429);
  }

  private static void assertQuick(String path) {
    long begin = System.nanoTime();
    assertThat(given().get(path).statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }
}
