package dev.fidelio.messaging;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.LoopListener.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Workers of one topic on a real broker, and what they did. */
abstract class WorkLoopFixture extends KafkaTest {

  static final Duration LONG = Duration.ofSeconds(60);

  final ConcurrentLinkedQueue<String> worked = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  Publisher publisher;

  @BeforeEach
  void openPublisher() {
    publisher = new Publisher(kafka);
  }

  @AfterEach
  void closePublisher() {
    publisher.close();
  }

  WorkLoop started(RecordWork work) {
    WorkLoop loop =
        new WorkLoop(kafka, Topic.TRAINING_REQUESTED, work, publisher, listener(outcomes::add));
    loop.start();
    return loop;
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
