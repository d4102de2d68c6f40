package dev.fidelio.messaging;

import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes messages: acknowledged by all in-sync replicas, with an idempotent producer. */
public final class Publisher implements AutoCloseable {

  /** How long to wait for the broker by default. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /**
   * The failures that mean that the record is invalid; after any other failure it is published
   * again.
   */
  private static final List<Class<? extends Exception>> REFUSALS =
      List.of(
          RecordTooLargeException.class,
          RecordBatchTooLargeException.class,
          InvalidRecordException.class,
          InvalidTimestampException.class);

  private final Producer<byte[], byte[]> producer;
  private final String prefix;

  public Publisher(KafkaSettings kafka) {
    this(kafka, PATIENCE);
  }

  /**
   * @param patience how long to wait for the broker to confirm a record
   */
  public Publisher(KafkaSettings kafka, Duration patience) {
    Map<String, Object> settings = kafka.common();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, kafka.service() + "-publisher");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis() / 2);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    ByteArraySerializer serializer = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(settings, serializer, serializer);
    this.prefix = kafka.prefix();
  }

  /**
   * Publishes messages in order and returns once the broker has confirmed all of them.
   *
   * @throws PublishException if the broker does not confirm them in time
   * @throws RecordRefusedException if it refuses one, such as one that is too large
   */
  public void publish(List<Message> messages) {
    confirm(
        messages.stream()
            .map(message -> producer.send(MessageCodec.write(message, prefix)))
            .toList());
  }

  /**
   * Publishes a request as a user would send it: bare JSON, no key, no headers.
   *
   * @throws PublishException if the broker does not confirm it in time
   */
  public RecordMetadata submit(byte[] request) {
    return confirm(
            List.of(
                producer.send(
                    new ProducerRecord<>(Topic.EXPERIMENT_REQUESTED.name(prefix), request))))
        .get(0);
  }

  /** Publishes a message that may be lost, without waiting for confirmation. */
  public void signal(Message message) {
    producer.send(MessageCodec.write(message, prefix));
  }

  /** Republishes a record unchanged, before the broker discards it. */
  public void publishAgain(ConsumerRecord<byte[], byte[]> record) {
    confirm(List.of(producer.send(MessageCodec.again(record))));
  }

  /**
   * Sends a record to the dead letters: its key, bytes and headers unchanged, plus its original
   * position, the number of attempts and the cause. Where the broker refuses that, a letter without
   * the bytes takes its place: they stay on the original topic.
   */
  public void deadLetter(ConsumerRecord<byte[], byte[]> record, int attempts, Throwable cause) {
    try {
      confirm(List.of(producer.send(MessageCodec.deadLetter(record, attempts, cause))));
    } catch (RecordRefusedException e) {
      confirm(List.of(producer.send(MessageCodec.emptyDeadLetter(record, attempts, cause))));
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private static List<RecordMetadata> confirm(List<Future<RecordMetadata>> sent) {
    return sent.stream().map(Publisher::confirm).toList();
  }

  private static RecordMetadata confirm(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      if (REFUSALS.stream().anyMatch(refusal -> refusal.isInstance(e.getCause()))) {
        throw new RecordRefusedException("the broker refuses a record: " + e.getCause(), e);
      }
      throw new PublishException("the broker did not confirm a record: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("interrupted before the broker had confirmed a record", e);
    }
  }
}
