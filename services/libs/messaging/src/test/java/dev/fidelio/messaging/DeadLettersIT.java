package dev.fidelio.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fidelio.contracts.Topic;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLettersIT extends KafkaTest {

  private static final byte[] KEY = "digits-1".getBytes();
  private static final byte[] VALUE = {0, 1, (byte) 0xff};

  @Test
  void aLetterSaysWhatWasSetAsideAndOnlyTheLastOfOneRecordCounts() throws Exception {
    ConsumerRecord<byte[], byte[]> record = sent();
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.deadLetter(record, 4, new IllegalStateException("at first"));
      publisher.deadLetter(record, 5, new IllegalStateException("at last"));
    }

    List<DeadLetter> letters = new DeadLetters(kafka).all();

    assertThat(letters).hasSize(1);
    DeadLetter letter = letters.get(0);
    assertThat(letter.topic()).isEqualTo(Topic.SAMPLING_REQUESTED);
    assertThat(letter.original()).isEqualTo(MessageCodec.coordinates(record));
    assertThat(letter.attempts()).contains(5);
    assertThat(letter.cause()).isEqualTo("at last");
    assertThat(letter.record().value()).isEqualTo(VALUE);
  }

  @Test
  void aReplayIsTheSameRecordOnceMore() throws Exception {
    ConsumerRecord<byte[], byte[]> record = sent();
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.deadLetter(record, 1, new IllegalStateException("no CloudEvent"));
    }
    DeadLetters letters = new DeadLetters(kafka);

    send(letters.replay(letters.all().get(0)));

    List<ConsumerRecord<byte[], byte[]>> records = readAll(record.topic());
    assertThat(records).hasSize(2);
    assertThat(records)
        .allSatisfy(
            each -> {
              assertThat(each.key()).isEqualTo(KEY);
              assertThat(each.value()).isEqualTo(VALUE);
              assertThat(each.headers().lastHeader("team").value()).isEqualTo(VALUE);
              assertThat(each.headers().lastHeader(MessageCodec.CAUSE)).isNull();
              assertThat(MessageCodec.coordinates(each))
                  .isEqualTo(MessageCodec.coordinates(record));
            });
  }

  private ConsumerRecord<byte[], byte[]> sent() throws Exception {
    String topic = Topic.SAMPLING_REQUESTED.name(kafka.prefix());
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, KEY, VALUE);
    record.headers().add("team", VALUE);
    send(record);
    return readAll(topic).get(0);
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka.common(), bytes, bytes)) {
      producer.send(record).get();
    }
  }
}
