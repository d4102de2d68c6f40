package dev.fidelio.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Concurrent promotions. */
@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
class RaceIT {

  private static final int CALLERS = 50;

  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject KafkaSettings kafka;

  @Test
  void ofAllWhoHaveSeenTheSameOneWinsAndTheHistoryIsOneChainThatTheLogShares() throws Exception {
    ChampionAlias championAlias = new ChampionAlias(publisher, store, "raced");
    championAlias.versions(12, 11);
    String tag = championAlias.promote(1).header("ETag");

    List<Integer> sameTag = atOnce(caller -> promote(championAlias.path(), tag, 2));
    List<Integer> anyTag = atOnce(caller -> promote(championAlias.path(), "*", 1 + caller % 2));

    assertThat(Collections.frequency(sameTag, 200)).isEqualTo(1);
    assertThat(Collections.frequency(sameTag, 412)).isEqualTo(CALLERS - 1);
    assertThat(anyTag).containsOnly(200);
    JsonPath history = championAlias.history();
    List<Integer> to = history.getList("items.to");
    List<Integer> from = history.getList("items.from");
    assertThat(from)
        .isEqualTo(Stream.concat(to.stream().skip(1), Stream.of((Integer) null)).toList());
    assertThat(championAlias.held()).isEqualTo(to.get(0));
    List<AliasMoved> log = log("raced", to.size());
    assertThat(log.stream().map(AliasMoved::sequence).toList())
        .isEqualTo(LongStream.range(3, 3 + to.size()).boxed().toList());
    assertThat(log.stream().map(AliasMoved::version).toList()).isEqualTo(reversed(to));
  }

  private static List<Integer> atOnce(IntFunction<Integer> call) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Callable<Integer>> calls =
          IntStream.range(0, CALLERS)
              .<Callable<Integer>>mapToObj(caller -> () -> call.apply(caller))
              .toList();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> answer : callers.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      callers.shutdownNow();
    }
  }

  private static int promote(String path, String tag, int version) {
    return given()
        .contentType("application/json")
        .header("If-Match", tag)
        .body(Map.of("version", version))
        .put(path)
        .statusCode();
  }

  private static List<Integer> reversed(List<Integer> values) {
    List<Integer> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    return reversed;
  }

  /** The facts about a model's aliases, in the order of the log. */
  private List<AliasMoved> log(String model, int count) {
    return Awaitility.await()
        .until(
            () ->
                TopicReaders.read(kafka, Topic.MODEL_EVENT).stream()
                    .map(
                        record -> MessageCodec.read(record, kafka.prefix()).payload().orElseThrow())
                    .filter(AliasMoved.class::isInstance)
                    .map(AliasMoved.class::cast)
                    .filter(moved -> moved.model().equals(model))
                    .toList(),
            moves -> moves.size() >= count);
  }
}
