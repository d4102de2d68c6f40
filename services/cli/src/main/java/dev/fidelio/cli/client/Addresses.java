package dev.fidelio.cli.client;

import java.net.URI;
import java.util.Map;

/**
 * The addresses of the platform, from the environment; the local platform's by default.
 *
 * @param registry the registry, {@code FIDELIO_REGISTRY_URL}, by default on this machine at {@code
 *     FIDELIO_REGISTRY_PORT}
 * @param bootstrapServers Kafka, {@code KAFKA_BOOTSTRAP_SERVERS}, by default on this machine at
 *     {@code FIDELIO_KAFKA_PORT}
 * @param topicsPrefix goes before every topic, {@code FIDELIO_TOPICS_PREFIX}
 */
public record Addresses(URI registry, String bootstrapServers, String topicsPrefix) {

  public static Addresses of(Map<String, String> environment) {
    String registryPort = environment.getOrDefault("FIDELIO_REGISTRY_PORT", "8080");
    String kafkaPort = environment.getOrDefault("FIDELIO_KAFKA_PORT", "9092");
    return new Addresses(
        URI.create(
            environment.getOrDefault("FIDELIO_REGISTRY_URL", "http://127.0.0.1:" + registryPort)),
        environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafkaPort),
        environment.getOrDefault("FIDELIO_TOPICS_PREFIX", ""));
  }
}
