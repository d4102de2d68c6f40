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
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes experiment requests to Kafka with a plain producer. */
public final class ExperimentSubmitter {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Addresses addresses;

  public ExperimentSubmitter(Addresses addresses) {
    this.addresses = addresses;
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
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, addresses.bootstrapServers());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    ByteArraySerializer serializer = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, serializer, serializer)) {
      producer.send(record).get();
    } catch (ExecutionException | KafkaException e) {
      throw new CommandFailedException(
          "Kafka at %s did not accept the record: %s"
              .formatted(addresses.bootstrapServers(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
