package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fidelio.contracts.Coordinates;
import dev.fidelio.contracts.Json;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed records, records that always fail, and records that are redelivered repeatedly. */
class WorkLoopFailureIT extends WorkLoopFixture {

  @Test
  void anUnreadableRecordIsSetAsideAndDelaysNothing() throws Exception {
    String topic = Topic.TRAINING_REQUESTED.name(kafka.prefix());
    send(topic, "no CloudEvent");
    publisher.publish(List.of(Messages.trainingRequested("behind")));
    RecordWork work = (record, stop) -> worked.add(MessageCodec.read(record, kafka.prefix()).key());

    try (WorkLoop loop = started(work)) {
      await().atMost(LONG).until(() -> outcomes.size() == 2);
    }

    assertThat(worked).containsExactly("behind");
    assertThat(outcomes).containsExactlyInAnyOrder(Outcome.UNREADABLE, Outcome.HANDLED);
    List<ConsumerRecord<byte[], byte[]>> letters =
        readAll(Topic.TRAINING_REQUESTED.deadLetterName(kafka.prefix()));
    assertThat(letters).hasSize(1);
    assertThat(new String(letters.get(0).value(), StandardCharsets.UTF_8))
        .isEqualTo("no CloudEvent");
    assertThat(Json.read(bytes(letters.get(0), "fidelio_coordinates"), Coordinates.class).topic())
        .isEqualTo(topic);
    assertThat(text(letters.get(0), "fidelio_attempts")).isEqualTo("1");
    assertThat(text(letters.get(0), "fidelio_cause")).contains("CloudEvent");
  }

  @Test
  void workThatFailsUnexpectedlyIsRedelivered() {
    publisher.publish(List.of(Messages.trainingRequested("twice")));
    RecordWork failsOnce =
        (record, stop) -> {
          worked.add(key(record));
          if (worked.size() == 1) {
            throw new IllegalStateException("as a defect would");
          }
        };

    try (WorkLoop loop = started(failsOnce)) {
      await().atMost(LONG).until(() -> outcomes.contains(Outcome.HANDLED));
    }

    assertThat(worked).containsExactly("twice", "twice");
  }

  @Test
  void whatFailsWheneverItIsTriedIsSetAsideWithItsCauseAndDelaysNothing() throws Exception {
    publisher.publish(List.of(Messages.trainingRequested("poison")));
    RecordWork defect =
        (record, stop) -> {
          worked.add(key(record));
          if (key(record).equals("poison")) {
            throw new IllegalStateException("as a defect would");
          }
        };

    try (WorkLoop one = started(defect);
        WorkLoop other = started(defect)) {
      await().atMost(LONG).until(() -> worked.contains("poison"));
      publisher.publish(List.of(Messages.trainingRequested("behind")));
      await().atMost(Duration.ofSeconds(10)).until(() -> worked.contains("behind"));
      await().atMost(LONG).until(() -> outcomes.contains(Outcome.EXHAUSTED));
    }

    assertThat(worked).filteredOn("poison"::equals).hasSize(5);
    ConsumerRecord<byte[], byte[]> letter =
        readAll(Topic.TRAINING_REQUESTED.deadLetterName(kafka.prefix())).get(0);
    assertThat(MessageCodec.read(letter(letter), kafka.prefix()).key()).isEqualTo("poison");
    assertThat(text(letter, "fidelio_attempts")).isEqualTo("5");
    assertThat(text(letter, "fidelio_cause")).contains("as a defect would");
  }

  @Test
  void whatTheBrokerWouldSoonDiscardIsPublishedAgainAndRemembersWhereItFirstStood() {
    publisher.publish(List.of(Messages.trainingRequested("worn")));
    RecordWork releasing =
        (record, stop) -> {
          worked.add(MessageCodec.coordinates(record).toString() + " at " + record.offset());
          throw new WorkStoppedException();
        };

    try (WorkLoop loop = started(releasing)) {
      await().atMost(LONG).until(() -> outcomes.contains(Outcome.REPUBLISHED) && worked.size() > 8);
    }

    assertThat(worked).hasSizeGreaterThan(8);
    assertThat(worked.stream().map(line -> line.split(" ")[0]).distinct()).hasSize(1);
    assertThat(worked.stream().distinct()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void atTheLimitARecordIsKeptUntilItIsPublishedAgainEvenByAServiceThatStops(boolean batches)
      throws Exception {
    publisher.publish(List.of(Messages.trainingRequested("worn")));
    release(BrokerLimits.DELIVERIES - 2);
    RecordWork work = (record, stop) -> worked.add(key(record));
    try (BlockedAddress blocked = new BlockedAddress(kafka.bootstrapServers());
        Publisher elsewhere =
            new Publisher(
                new KafkaSettings(blocked.bootstrapServers(), kafka.prefix(), "test", Map.of()),
                Duration.ofSeconds(1))) {
      Loop loop = batches ? batchLoop(work, elsewhere) : workLoop(work, elsewhere);
      loop.start();
      await().atMost(LONG).until(() -> loop.problem().orElse("").contains("did not confirm"));

      CompletableFuture<Void> closed = CompletableFuture.runAsync(loop::close);

      await().during(Duration.ofMillis(2500)).until(() -> !closed.isDone());
      blocked.open();
      closed.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(outcomes).doesNotContain(Outcome.RELEASED);
    assertThat(readAll(Topic.TRAINING_REQUESTED.name(kafka.prefix())))
        .extracting(WorkLoopFixture::key)
        .containsExactly("worn", "worn");
  }

  @Test
  void aRecordAsLargeAsItsTopicAllowsIsSetAsideWithoutItsBytesAndDelaysNothing() throws Exception {
    String topic = Topic.TRAINING_REQUESTED.name(kafka.prefix());
    send(topic, "x".repeat(1_048_400));
    publisher.publish(List.of(Messages.trainingRequested("behind")));
    RecordWork work = (record, stop) -> worked.add(MessageCodec.read(record, kafka.prefix()).key());

    try (WorkLoop loop = started(work)) {
      await().atMost(LONG).until(() -> outcomes.size() == 2);
    }

    assertThat(outcomes).containsExactlyInAnyOrder(Outcome.UNREADABLE, Outcome.HANDLED);
    ConsumerRecord<byte[], byte[]> letter =
        readAll(Topic.TRAINING_REQUESTED.deadLetterName(kafka.prefix())).get(0);
    assertThat(letter.value()).isNull();
    assertThat(text(letter, "fidelio_cause")).contains("too large");
    assertThat(MessageCodec.coordinates(letter).topic()).isEqualTo(topic);
  }

  private Loop batchLoop(RecordWork work, Publisher elsewhere) {
    return new BatchLoop(
        kafka,
        Topic.TRAINING_REQUESTED,
        records -> records.forEach(record -> work.work(record, new StopSignal())),
        elsewhere,
        listener(outcomes::add));
  }

  private Loop workLoop(RecordWork work, Publisher elsewhere) {
    return new WorkLoop(kafka, Topic.TRAINING_REQUESTED, work, elsewhere, listener(outcomes::add));
  }

  /** Takes and releases the only record that often. */
  private void release(int times) {
    try (ShareConsumer<byte[], byte[]> consumer =
        ShareConsumers.one(kafka, Topic.TRAINING_REQUESTED)) {
      for (int released = 0; released < times; ) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          consumer.acknowledge(record, AcknowledgeType.RELEASE);
          released++;
        }
        consumer.commitSync();
      }
    }
  }

  /** The record on its original topic. */
  private ConsumerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> letter) {
    ConsumerRecord<byte[], byte[]> original =
        new ConsumerRecord<>(
            Topic.TRAINING_REQUESTED.name(kafka.prefix()), 0, 0, letter.key(), letter.value());
    letter.headers().forEach(original.headers()::add);
    return original;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    return new String(bytes(record, header), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ConsumerRecord<byte[], byte[]> record, String header) {
    return record.headers().lastHeader(header).value();
  }
}
