package dev.fidelio.service;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.stages.Announcements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the objects that the libraries need from the configuration. */
@ApplicationScoped
class ServiceProducers {

  private static final String CLIENT_SETTINGS = "kafka.";

  @Produces
  @Singleton
  KafkaSettings kafka(
      Config config,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      @ConfigProperty(name = "fidelio.topics.prefix") Optional<String> prefix,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    Map<String, String> client = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(CLIENT_SETTINGS)) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> client.put(name.substring(CLIENT_SETTINGS.length()), value));
      }
    }
    return new KafkaSettings(bootstrapServers, prefix.orElse(""), service, client);
  }

  @Produces
  @Singleton
  ArtifactStore store(
      @ConfigProperty(name = "fidelio.artifacts.uri") URI address,
      @ConfigProperty(name = "fidelio.artifacts.id") Optional<String> id) {
    return ArtifactStore.at(address, id);
  }

  @Produces
  @Singleton
  Publisher publisher(
      KafkaSettings kafka,
      @ConfigProperty(name = "fidelio.publisher.patience") Optional<Duration> patience) {
    return new Publisher(kafka, patience.orElse(Publisher.PATIENCE));
  }

  void close(@Disposes Publisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  Announcements announcements(Publisher publisher, KafkaSettings kafka, Clock clock) {
    return new Announcements(publisher, kafka.service(), clock);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
