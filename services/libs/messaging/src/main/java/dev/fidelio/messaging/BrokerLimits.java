package dev.fidelio.messaging;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The limits that every broker needs for share groups. A partition's leader applies its own
 * configuration, so one broker with lower limits is enough to lose or to delay requests.
 */
public final class BrokerLimits {

  /** Deliveries after which the broker discards a record: the largest value that it accepts. */
  static final int DELIVERIES = 10;

  /** Records from the oldest unfinished one on that a partition hands out; Kafka's default. */
  static final int RECORD_LOCKS = 2_000;

  /** Workers of one topic; Kafka's default. */
  static final int GROUP_SIZE = 200;

  private static final Map<String, Integer> LEAST =
      new TreeMap<>(
          Map.of(
              "group.share.delivery.count.limit", DELIVERIES,
              "group.share.partition.max.record.locks", RECORD_LOCKS,
              "group.share.max.size", GROUP_SIZE));

  private final Set<Integer> checked = new HashSet<>();

  /**
   * Checks every broker that has joined since the last call; a broker that was restarted joins
   * anew.
   *
   * @throws IllegalStateException if a broker has a limit that is too low
   * @throws ExecutionException if a broker does not answer
   */
  public void check(Admin admin) throws ExecutionException, InterruptedException {
    Set<Integer> brokers =
        admin.describeCluster().nodes().get().stream().map(Node::id).collect(Collectors.toSet());
    checked.retainAll(brokers);
    brokers.removeAll(checked);
    Map<ConfigResource, KafkaFuture<Config>> configs =
        admin
            .describeConfigs(
                brokers.stream()
                    .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id.toString()))
                    .toList())
            .values();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> config : configs.entrySet()) {
      String broker = config.getKey().name();
      check(broker, config.getValue().get());
      checked.add(Integer.valueOf(broker));
    }
  }

  private static void check(String broker, Config config) {
    LEAST.forEach(
        (name, least) -> {
          ConfigEntry limit = config.get(name);
          if (limit == null || Integer.parseInt(limit.value()) < least) {
            throw new IllegalStateException(
                "broker %s has %s=%s and needs at least %d"
                    .formatted(broker, name, limit == null ? "none" : limit.value(), least));
          }
        });
  }
}
