package dev.fidelio.service;

import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.BrokerLimits;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.PeriodicTask;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Prepares the topics once the broker is available, then monitors its availability. */
final class KafkaWatch extends PeriodicTask {

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int TIMEOUT_MILLIS = 5_000;

  private final KafkaSettings kafka;
  private final Runnable available;
  private final BrokerLimits brokerLimits = new BrokerLimits();
  private Admin admin;
  private boolean isPrepared;

  /**
   * @param available is called once, as soon as the topics exist
   */
  KafkaWatch(KafkaSettings kafka, Runnable available) {
    super("kafka-watch", PAUSE);
    this.kafka = kafka;
    this.available = available;
  }

  @Override
  public Optional<String> problem() {
    return failure().map(why -> "cannot use Kafka at " + kafka.bootstrapServers() + ": " + why);
  }

  @Override
  protected void runOnce(StopSignal stop) throws ExecutionException, InterruptedException {
    if (admin == null) {
      admin = admin();
    }
    brokerLimits.check(admin);
    if (isPrepared) {
      return;
    }
    Topics topics = new Topics(admin, kafka);
    topics.ensure();
    for (Topic topic : Topic.values()) {
      if (topic.isWork()) {
        topics.configureGroup(topic);
      }
    }
    available.run();
    isPrepared = true;
  }

  @Override
  public void close() {
    super.close();
    if (admin != null) {
      admin.close(Duration.ofMillis(TIMEOUT_MILLIS));
    }
  }

  private Admin admin() {
    Map<String, Object> settings = kafka.common();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return Admin.create(settings);
  }
}
