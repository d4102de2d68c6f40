package dev.fidelio.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.DatasetRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RegistryServers.class)
@TestProfile(WatchdogIT.ShortIntervals.class)
class WatchdogIT {

  private static final int QUEUED = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SEVERAL_ROUNDS = Duration.ofSeconds(3);

  @Inject Publisher publisher;
  @Inject KafkaSettings kafka;

  /** All facts of these stories are old. */
  public static class ShortIntervals implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("fidelio.registry.stalled-after", "1S");
    }
  }

  @Test
  void onlyRequestsThatWaitNowhereArePublishedAgain() {
    List<Message> requests = new ArrayList<>();
    List<Message> accepted = new ArrayList<>();
    for (int i = 0; i < QUEUED; i++) {
      Story story = Story.of("queued-" + i, "queued", i);
      accepted.add(story.accepted());
      requests.add(
          Message.of(
              "request-" + i, story.start(), "test", new DatasetRequested(story.experiment())));
    }
    // These stories are old: their requests must be on the topic before the facts are published.
    publisher.publish(requests);
    publisher.publish(accepted);
    publisher.publish(Story.of("ended", "queued", 0).whole());
    publisher.publish(List.of(Story.of("stopped", "queued", 0).accepted()));
    publisher.publish(List.of(Story.of("stopped", "queued", 0).cancelled()));
    publisher.publish(List.of(Story.of("forgotten", "queued", 0).accepted()));

    awaitRequests(Map.of("forgotten", 1L, "queued-0", 1L, "queued-199", 1L));
    pause();
    assertThat(requests()).hasSize(QUEUED + 1).allSatisfy((id, times) -> assertThat(times).isOne());
    assertThat(get("/q/metrics").asString()).contains("fidelio_experiments_republished_total 1.0");

    forgetEverything();

    Map<String, Long> twice = new HashMap<>(requests());
    twice.replaceAll((id, times) -> 2L);
    awaitRequests(twice);
    pause();
    assertThat(requests())
        .hasSize(QUEUED + 1)
        .allSatisfy((id, times) -> assertThat(times).isEqualTo(2));
  }

  /** Acknowledges every request without working it. */
  private void forgetEverything() {
    Map<String, Object> settings = kafka.common();
    settings.put("group.id", kafka.group(Topic.DATASET_REQUESTED.plainName()));
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaShareConsumer<byte[], byte[]> worker =
        new KafkaShareConsumer<>(settings, bytes, bytes)) {
      worker.subscribe(List.of(Topic.DATASET_REQUESTED.name(kafka.prefix())));
      int[] taken = {0};
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> (taken[0] += worker.poll(Duration.ofMillis(200)).count()) >= QUEUED + 1);
      worker.commitSync();
    }
  }

  private void awaitRequests(Map<String, Long> wanted) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(requests()).containsAllEntriesOf(wanted));
  }

  /** The number of times that each experiment's request was published. */
  private Map<String, Long> requests() {
    Map<String, Long> times = new HashMap<>();
    TopicReaders.read(kafka, Topic.DATASET_REQUESTED)
        .forEach(
            record -> times.merge(new String(record.key(), StandardCharsets.UTF_8), 1L, Long::sum));
    return times;
  }

  /** Waits for several checks of the watchdog, which must do nothing. */
  private static void pause() {
    Awaitility.await().pollDelay(SEVERAL_ROUNDS).until(() -> true);
  }
}
