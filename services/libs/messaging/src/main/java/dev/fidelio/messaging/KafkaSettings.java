package dev.fidelio.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The broker's address and the prefix of this installation's topics and groups.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param prefix precedes every topic and group name; may be empty
 * @param service the service's name, part of its client ids
 * @param client further settings for every client, such as {@code security.protocol}
 */
public record KafkaSettings(
    String bootstrapServers, String prefix, String service, Map<String, String> client) {

  public KafkaSettings {
    client = Map.copyOf(client);
  }

  /** The settings common to all clients. */
  public Map<String, Object> common() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return settings;
  }

  /** A group's name with the prefix. */
  public String group(String name) {
    return prefix + "fidelio-" + name;
  }
}
