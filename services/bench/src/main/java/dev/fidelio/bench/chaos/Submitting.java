package dev.fidelio.bench.chaos;

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

/** Puts requests on Kafka and does not give up while the broker is away. */
final class Submitting implements AutoCloseable {

  private static final int PATIENCE_MILLIS = (int) Duration.ofMinutes(5).toMillis();

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final List<Future<?>> sent = new ArrayList<>();

  Submitting(KafkaSettings kafka) {
    Map<String, Object> settings = kafka.common();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    ByteArraySerializer serializer = new ByteArraySerializer();
    producer = new KafkaProducer<>(settings, serializer, serializer);
    topic = Topic.EXPERIMENT_REQUESTED.name(kafka.prefix());
  }

  void send(Submitted experiment) {
    sent.add(producer.send(new ProducerRecord<>(topic, experiment.request())));
  }

  /** Waits until the broker has all of them. */
  @Override
  public void close() {
    try (producer) {
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not take a request", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
