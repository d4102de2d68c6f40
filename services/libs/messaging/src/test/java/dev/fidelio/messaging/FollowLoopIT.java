package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FollowLoopIT extends KafkaTest {

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Map<String, Throwable> refused = new ConcurrentHashMap<>();
  private final AtomicBoolean isAway = new AtomicBoolean(true);

  @Test
  void whatTheListenerCannotProcessIsSkippedAndWhatPassesIsReadAgain() {
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.publish(
          List.of(
              Messages.failed("good-1", 1),
              Messages.failed("poison", 1),
              Messages.failed("deep", 1),
              Messages.failed("away", 1),
              Messages.failed("good-2", 1)));
    }

    try (FollowLoop loop = loop()) {
      loop.start();

      Awaitility.await()
          .untilAsserted(() -> assertThat(received).contains("good-1", "good-2", "away"));
    }
    assertThat(refused.get("poison")).isInstanceOf(IllegalStateException.class);
    assertThat(refused.get("deep")).isInstanceOf(StackOverflowError.class);
    assertThat(refused).doesNotContainKey("away");
  }

  private FollowLoop loop() {
    return new FollowLoop(
        kafka,
        Topic.EXPERIMENT_EVENT,
        FollowLoop.Start.OLDEST,
        record -> receive(new String(record.key())),
        (record, cause) -> refused.put(new String(record.key()), cause),
        NO_LISTENER);
  }

  private void receive(String experimentId) {
    if (experimentId.equals("poison")) {
      throw new IllegalStateException("never");
    }
    if (experimentId.equals("deep")) {
      throw new StackOverflowError();
    }
    if (experimentId.equals("away") && isAway.getAndSet(false)) {
      throw new UnavailableException("not now", null);
    }
    received.add(experimentId);
  }
}
