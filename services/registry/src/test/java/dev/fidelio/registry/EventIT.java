package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Message;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.testing.ExampleExperiment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class EventIT {

  private static final String END = "the end of the stream";
  private static final long PATIENCE_SECONDS = 30;

  @Inject Publisher publisher;
  @TestHTTPResource URI address;

  @Test
  void aWatcherHearsWhatWasAndWhatComesUntilTheEnd() throws Exception {
    ExampleExperiment example = CommittedExamples.of("watched-1", "watched", 0);
    publisher.publish(List.of(example.accepted(), example.tracked(), example.started(1)));
    RegistryRest.experiment("watched-1", "TRAINING");

    BlockingQueue<String> lines = watch("watched-1", null);
    awaitEvent(lines, "experiment-accepted");
    awaitEvent(lines, "run-tracked");
    awaitEvent(lines, "training-started");
    publisher.publish(List.of(example.progressed(100)));
    String progress = awaitEvent(lines, "training-progressed");
    publisher.publish(List.of(example.epoch(1), example.epoch(2), example.trained()));
    String epoch = awaitEvent(lines, "epoch-completed");
    awaitEvent(lines, "epoch-completed");
    awaitEvent(lines, "model-trained");
    publisher.publish(List.of(example.sampled(), example.evaluated()));
    awaitEvent(lines, "samples-generated");
    awaitEvent(lines, "model-evaluated");

    assertThat(progress).contains("\"step\":100").contains("\"imagesPerSecond\":4800.0");
    assertThat(epoch).contains("\"epoch\":1").contains("\"test_loss\"");
    awaitLine(lines, END);
  }

  @Test
  void whoeverWasCutOffGoesOnWithTheNextEvent() throws Exception {
    ExampleExperiment example = CommittedExamples.of("watched-2", "watched", 0);
    publisher.publish(example.whole());
    RegistryRest.experiment("watched-2", "COMPLETED");

    BlockingQueue<String> lines = watch("watched-2", example.trained().id());
    awaitLine(lines, END, "event:samples-generated", "event:model-evaluated");
  }

  @Test
  void progressIsShownWhileItTrains() {
    ExampleExperiment example = CommittedExamples.of("progressing-1", "progressing", 0);
    publisher.publish(List.of(example.accepted(), example.started(1)));
    RegistryRest.experiment("progressing-1", "TRAINING");

    publisher.publish(List.of(example.progressed(625)));

    RegistryRest.when("/api/v1/experiments/progressing-1", "progress.step", 625);
    publisher.publish(example.whole());
    RegistryRest.experiment("progressing-1", "COMPLETED");
    assertThat(get("/api/v1/experiments/progressing-1").jsonPath().getMap("progress"))
        .containsOnlyKeys("epoch", "epochs");
  }

  @Test
  void aSubmittedExperimentCanBeWatchedBeforeItsFirstFact() throws Exception {
    given()
        .contentType("application/json")
        .body("{\"experimentId\": \"watched-3\", \"model\": \"watched\"}")
        .post("/api/v1/experiments");
    BlockingQueue<String> lines = watch("watched-3", null);
    awaitLine(lines, ":still here");

    List<Message> facts = CommittedExamples.of("watched-3", "watched", 0).whole();
    publisher.publish(facts);

    awaitEvent(lines, "experiment-accepted");
    awaitLine(lines, END);
  }

  private BlockingQueue<String> watch(String id, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/api/v1/experiments/" + id + "/events"));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    CompletableFuture<HttpResponse<Stream<String>>> answer =
        HttpClient.newHttpClient().sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines());
    answer.thenAcceptAsync(
        stream -> {
          stream.body().forEach(lines::add);
          lines.add(END);
        });
    return lines;
  }

  /** The data of the next event, which must be of this type; heartbeats are skipped. */
  private static String awaitEvent(BlockingQueue<String> lines, String type)
      throws InterruptedException {
    String line = "";
    while (!line.startsWith("event:")) {
      line = next(lines);
    }
    assertThat(line.substring("event:".length()).strip()).isEqualTo(type);
    while (!line.startsWith("data:")) {
      line = next(lines);
    }
    return line.substring("data:".length());
  }

  private static void awaitLine(BlockingQueue<String> lines, String last, String... before)
      throws InterruptedException {
    for (String expected : before) {
      String line = next(lines);
      while (!line.startsWith("event:")) {
        line = next(lines);
      }
      assertThat(line.replace(" ", "")).isEqualTo(expected);
    }
    String line = next(lines);
    while (!line.equals(last)) {
      line = next(lines);
    }
  }

  private static String next(BlockingQueue<String> lines) throws InterruptedException {
    String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(line).as("the next line of the stream").isNotNull();
    return line;
  }
}
