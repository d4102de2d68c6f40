package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.AliasMoved;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.Records;
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
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Many who promote at once. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class RaceIT {

  private static final int CALLERS = 50;

  @Inject Publisher publisher;
  @Inject ArtifactStore store;
  @Inject KafkaSettings kafka;

  @Test
  void ofManyWhoHaveSeenTheSameOneWinsUntilAllHavePromoted() throws Exception {
    Aliases aliases = new Aliases(publisher, store, "raced");
    aliases.versions(12, 11);
    aliases.promote(1);

    List<Callable<Long>> calls = Collections.nCopies(CALLERS, () -> promoteOnce(aliases.path()));
    List<Long> wonFrom = new ArrayList<>();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      for (Future<Long> won : callers.invokeAll(calls)) {
        wonFrom.add(won.get());
      }
    } finally {
      callers.shutdownNow();
    }

    assertThat(wonFrom).as("one for each ETag").doesNotHaveDuplicates().hasSize(CALLERS);
    JsonPath history = aliases.history();
    List<Integer> to = history.getList("items.to");
    List<Integer> from = history.getList("items.from");
    assertThat(to).hasSize(CALLERS + 1);
    assertThat(from.subList(0, CALLERS)).isEqualTo(to.subList(1, CALLERS + 1));
    assertThat(aliases.held()).isEqualTo(to.get(0));
    List<AliasMoved> log = log("raced", CALLERS + 1);
    assertThat(log.stream().map(AliasMoved::sequence))
        .isEqualTo(LongStream.rangeClosed(3, CALLERS + 3).boxed().toList());
    assertThat(log.stream().map(AliasMoved::version).toList()).isEqualTo(reversed(to));
  }

  private static List<Integer> reversed(List<Integer> values) {
    List<Integer> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    return reversed;
  }

  /** Lets the alias point to the other version, however often that takes; the state it won from. */
  private static long promoteOnce(String path) {
    while (true) {
      JsonPath seen = get(path).jsonPath();
      int status =
          given()
              .contentType("application/json")
              .header("If-Match", "\"" + seen.getLong("sequence") + "\"")
              .body(Map.of("version", 3 - seen.getInt("version")))
              .put(path)
              .statusCode();
      assertThat(status).isIn(200, 412);
      if (status == 200) {
        return seen.getLong("sequence");
      }
    }
  }

  /** What the log says about a model's aliases, in its order. */
  private List<AliasMoved> log(String model, int count) {
    return Awaitility.await()
        .until(
            () ->
                Kafka.read(kafka, Topic.MODEL_EVENT).stream()
                    .map(record -> Records.read(record, kafka.prefix()).payload().orElseThrow())
                    .filter(AliasMoved.class::isInstance)
                    .map(AliasMoved.class::cast)
                    .filter(moved -> moved.model().equals(model))
                    .toList(),
            moves -> moves.size() >= count);
  }
}
