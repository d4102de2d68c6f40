package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Records that workers can process: each once, while workers join and leave. */
class WorkLoopIT extends WorkLoopFixture {

  @Test
  void whatWasSentBeforeTheFirstWorkerCameIsWorkedInTurnAndOnce() {
    for (int i = 0; i < 5; i++) {
      publisher.publish(List.of(Messages.trainingRequested("digits-" + i)));
    }

    try (WorkLoop loop = started((record, stop) -> worked.add(key(record)))) {
      await().atMost(LONG).until(() -> outcomes.size() == 5);
    }

    assertThat(worked)
        .containsExactlyInAnyOrder("digits-0", "digits-1", "digits-2", "digits-3", "digits-4");
    assertThat(outcomes).containsOnly(Outcome.HANDLED);
  }

  @Test
  void requestsOfAbortedAndOpenTransactionsAreNeitherWorkedNorRead() throws Exception {
    Map<String, Object> settings = kafka.common();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.prefix() + "sender");
    ByteArraySerializer serializer = new ByteArraySerializer();
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, serializer, serializer)) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "aborted");
      producer.abortTransaction();
      producer.beginTransaction();
      send(producer, "committed");
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "open");

      try (WorkLoop loop = started((record, stop) -> worked.add(key(record)));
          Consumer<byte[], byte[]> consumer = Consumers.open(kafka, "reader", Map.of())) {
        TopicPartition partition =
            new TopicPartition(Topic.TRAINING_REQUESTED.name(kafka.prefix()), 0);
        consumer.assign(List.of(partition));
        await().atMost(LONG).until(() -> !worked.isEmpty());
        await().during(Duration.ofSeconds(1)).until(() -> worked.size() == 1);
        assertThat(consumer.poll(Duration.ofSeconds(5)).records(partition))
            .extracting(WorkLoopFixture::key)
            .containsExactly("committed");
      }
      producer.abortTransaction();
    }

    assertThat(worked).containsExactly("committed");
  }

  private void send(Producer<byte[], byte[]> producer, String experimentId) throws Exception {
    producer
        .send(MessageCodec.write(Messages.trainingRequested(experimentId), kafka.prefix()))
        .get();
  }

  @Test
  void workLongerThanTheLockIsKeptAndDoneOnce() throws Exception {
    shortenLock();
    publisher.publish(List.of(Messages.trainingRequested("long")));
    RecordWork slow =
        (record, stop) -> {
          worked.add(key(record));
          stop.await(LOCK.plusSeconds(4));
          stop.check();
        };

    try (WorkLoop one = started(slow);
        WorkLoop other = started(slow)) {
      await().atMost(LONG).until(() -> !outcomes.isEmpty());
    }

    assertThat(worked).containsExactly("long");
    assertThat(outcomes).containsExactly(Outcome.HANDLED);
  }

  @Test
  void aWorkerThatIsClosedHandsItsRecordToAnother() throws Exception {
    publisher.publish(List.of(Messages.trainingRequested("handed-on")));
    CountDownLatch begun = new CountDownLatch(1);
    RecordWork endless =
        (record, stop) -> {
          begun.countDown();
          stop.await(LONG);
          stop.check();
        };
    WorkLoop first = started(endless);
    assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

    first.close();

    assertThat(outcomes).containsExactly(Outcome.RELEASED);
    try (WorkLoop second = started((record, stop) -> worked.add(key(record)))) {
      await().atMost(LONG).until(() -> outcomes.contains(Outcome.HANDLED));
    }
    assertThat(worked).containsExactly("handed-on");
  }

  @Test
  void whoIsBusyKeepsNothingFromWhoIsNot() {
    CountDownLatch done = new CountDownLatch(1);
    List<Message> behind =
        IntStream.range(0, 8).mapToObj(i -> Messages.trainingRequested("behind-" + i)).toList();
    RecordWork work =
        (record, stop) -> {
          worked.add(key(record));
          while (key(record).equals("long") && done.getCount() > 0) {
            stop.await(Duration.ofMillis(50));
            stop.check();
          }
        };

    publisher.publish(List.of(Messages.trainingRequested("long")));
    try (WorkLoop one = started(work);
        WorkLoop other = started(work)) {
      await().atMost(LONG).until(() -> worked.contains("long"));
      publisher.publish(behind);
      await().atMost(LONG).until(() -> worked.size() == 9);
      done.countDown();
      await().atMost(LONG).until(() -> outcomes.size() == 9);
    }

    assertThat(worked).containsAll(behind.stream().map(Message::key).toList());
  }
}
