package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fidelio.contracts.Topic;
import dev.fidelio.contracts.UnavailableException;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchLoopIT extends KafkaTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int RECORDS = 40;

  private final Set<String> worked = ConcurrentHashMap.newKeySet();
  private final Set<Integer> deliveries = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private Publisher publisher;

  @BeforeEach
  void open() {
    publisher = new Publisher(kafka);
    for (int i = 0; i < RECORDS; i++) {
      publisher.publish(List.of(Messages.trainingRequested("digits-" + i)));
    }
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void aBatchIsKeptForLongerThanItsLockWhileSomethingDoesNotAnswer() throws Exception {
    shortenLock();
    long until = System.nanoTime() + LOCK.plusSeconds(5).toNanos();
    BatchWork work =
        records -> {
          if (System.nanoTime() < until) {
            throw new UnavailableException("the store is away", null);
          }
          records.forEach(this::take);
        };

    try (BatchLoop loop = started(work)) {
      await().atMost(LONG).until(() -> loop.problem().orElse("").contains("the store is away"));
      await().atMost(LONG).until(() -> outcomes.size() == RECORDS);
      assertThat(loop.problem()).isEmpty();
    }

    assertThat(worked).hasSize(RECORDS);
    assertThat(deliveries).containsExactly(1);
  }

  @Test
  void aRecordThatCannotBeWorkedIsSetAsideAndTheOthersOfItsBatchAreDone() {
    AtomicInteger calls = new AtomicInteger();
    BatchWork work =
        records -> {
          calls.incrementAndGet();
          if (records.stream().anyMatch(record -> key(record).equals("digits-7"))) {
            throw new UnreadableException("seven is not a digit", null);
          }
          records.forEach(this::take);
        };

    try (BatchLoop loop = started(work)) {
      await().atMost(LONG).until(() -> outcomes.size() >= RECORDS);
    }

    assertThat(worked).hasSize(RECORDS - 1).doesNotContain("digits-7");
    assertThat(outcomes).filteredOn(Outcome.UNREADABLE::equals).hasSize(1);
    List<ConsumerRecord<byte[], byte[]>> letters =
        readAll(Topic.TRAINING_REQUESTED.deadLetterName(kafka.prefix()));
    assertThat(letters).hasSize(1);
    assertThat(key(letters.get(0))).isEqualTo("digits-7");
  }

  @Test
  void aRecordWhoseAnswerTheBrokerRefusesIsSetAsideOnceAndTheOthersOfItsBatchAreDone() {
    BatchWork work =
        records -> {
          publisher.publish(
              records.stream()
                  .map(BatchLoopIT::key)
                  .map(
                      key ->
                          key.equals("digits-7") ? Messages.tooLarge(key) : Messages.failed(key, 1))
                  .toList());
          records.forEach(this::take);
        };

    try (BatchLoop loop = started(work)) {
      await().atMost(LONG).until(() -> outcomes.size() >= RECORDS);
    }

    assertThat(worked).hasSize(RECORDS - 1).doesNotContain("digits-7");
    assertThat(deliveries).containsExactly(1);
    assertThat(readAll(Topic.TRAINING_REQUESTED.deadLetterName(kafka.prefix())))
        .extracting(BatchLoopIT::key)
        .containsExactly("digits-7");
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    worked.add(key(record));
    deliveries.add((int) record.deliveryCount().orElseThrow());
  }

  private BatchLoop started(BatchWork work) {
    BatchLoop loop =
        new BatchLoop(kafka, Topic.TRAINING_REQUESTED, work, publisher, listener(outcomes::add));
    loop.start();
    return loop;
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
