package dev.fidelio.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where the broker is and what this installation's topics and groups begin with.
 *
 * @param bootstrapServers host:port, several with commas between
 * @param prefix goes before every topic and group; empty for none
 * @param service the service's name, part of its client ids
 * @param client further settings for every client, such as {@code security.protocol}
 */
public record KafkaSettings(
    String bootstrapServers, String prefix, String service, Map<String, String> client) {

  public KafkaSettings {
    client = Map.copyOf(client);
  }

  /** The settings that every client starts from. */
  public Map<String, Object> common() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return settings;
  }

  /** A group's name with the prefix before it. */
  public String group(String name) {
    return prefix + "fidelio-" + name;
  }
}
