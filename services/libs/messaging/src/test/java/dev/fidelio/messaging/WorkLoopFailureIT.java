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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

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
