package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {

  private static final TopicIdPartition PARTITION =
      new TopicIdPartition(Uuid.randomUuid(), 0, "training-requested");

  @Test
  void whateverABrokerAnswersAnAcknowledgementWithTheLoopGoesOnAndWorksTheRecordAgain() {
    Queue<Optional<KafkaException>> answers =
        new ConcurrentLinkedQueue<>(
            List.of(
                Optional.of(new UnknownServerException("brokers change")),
                Optional.of(new InvalidRecordStateException("the lock has expired")),
                Optional.of(new NotLeaderOrFollowerException("brokers change")),
                Optional.empty()));
    List<String> problems = new CopyOnWriteArrayList<>();
    LoopThread[] loop = new LoopThread[1];
    loop[0] =
        new LoopThread(
            "acknowledging",
            Duration.ofMillis(1),
            stop -> {
              loop[0].problem().ifPresent(problems::add);
              Optional<KafkaException> answer = answers.poll();
              if (answer != null) {
                ShareConsumers.requireConfirmed(Map.of(PARTITION, answer));
                loop[0].succeeded();
              }
              loop[0].pause();
            });
    loop[0].start();

    await().until(() -> answers.isEmpty() && loop[0].problem().isEmpty());

    loop[0].close(() -> {});
    assertThat(problems)
        .containsExactly(
            "not started",
            new UnknownServerException("brokers change").toString(),
            new InvalidRecordStateException("the lock has expired").toString(),
            new NotLeaderOrFollowerException("brokers change").toString());
  }
}
