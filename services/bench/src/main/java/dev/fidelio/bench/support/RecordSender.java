package dev.fidelio.bench.support;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records to Kafka and keeps retrying while the broker is down. */
public final class RecordSender implements AutoCloseable {

  private static final int RETRY_MILLIS = (int) Duration.ofMinutes(5).toMillis();

  private final KafkaProducer<byte[], byte[]> producer;
  private final String prefix;
  private final List<Future<?>> sent = new ArrayList<>();

  public RecordSender(KafkaSettings kafka) {
    Map<String, Object> settings = kafka.common();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, RETRY_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, RETRY_MILLIS);
    ByteArraySerializer serializer = new ByteArraySerializer();
    producer = new KafkaProducer<>(settings, serializer, serializer);
    prefix = kafka.prefix();
  }

  /** Sends a value without key or headers, without waiting for the broker's acknowledgement. */
  public void send(Topic topic, byte[] value) {
    send(new ProducerRecord<>(topic.name(prefix), value));
  }

  /** Sends a record without waiting for the broker's acknowledgement. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    sent.add(producer.send(record));
  }

  /** Waits until the broker has acknowledged every record. */
  public void flush() {
    try {
      for (Future<?> each : sent) {
        each.get();
      }
      sent.clear();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not accept a record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    try (producer) {
      flush();
    }
  }
}
