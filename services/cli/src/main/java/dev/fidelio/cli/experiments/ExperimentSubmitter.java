package dev.fidelio.cli.experiments;

import dev.fidelio.cli.client.Addresses;
import dev.fidelio.cli.client.CommandFailedException;
import dev.fidelio.contracts.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes experiment requests to Kafka with a plain producer. */
public final class ExperimentSubmitter implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Addresses addresses;
  private final Producer<byte[], byte[]> producer;

  /**
   * Makes a producer, which connects with its first record.
   *
   * @throws CommandFailedException if the broker's address is malformed
   */
  public ExperimentSubmitter(Addresses addresses) {
    this.addresses = addresses;
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, addresses.bootstrapServers());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    ByteArraySerializer serializer = new ByteArraySerializer();
    try {
      this.producer = new KafkaProducer<>(settings, serializer, serializer);
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /**
   * Sends one request.
   *
   * @throws CommandFailedException if the broker does not confirm it
   */
  public void send(byte[] request) {
    String topic = Topic.EXPERIMENT_REQUESTED.name(addresses.topicsPrefix());
    send(new ProducerRecord<>(topic, request));
  }

  /**
   * Sends any record.
   *
   * @throws CommandFailedException if the broker does not confirm it
   */
  public void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException | KafkaException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private CommandFailedException refused(Exception cause) {
    return new CommandFailedException(
        "Kafka at %s did not accept the record: %s"
            .formatted(addresses.bootstrapServers(), cause.getMessage()),
        cause);
  }
}
