package dev.fidelio.tracker.mirror;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.FollowLoop;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.service.LoopFactory;
import dev.fidelio.tracker.mlflow.MlflowRest;
import dev.fidelio.tracker.mlflow.MlflowSession;
import dev.fidelio.tracker.models.AliasDecisions;
import dev.fidelio.tracker.models.TrackerFacts;
import dev.fidelio.tracker.runs.ExperimentFiles;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The loops and tasks of this service. */
@ApplicationScoped
class TrackerLoops {

  /** The topics that are mirrored. */
  static final Set<Topic> MIRRORED = Set.of(Topic.EXPERIMENT_EVENT, Topic.MODEL_EVENT);

  /** Below the five minutes after which Kafka removes an idle consumer from its group. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  @Produces
  @Singleton
  Loop facts(LoopFactory loopFactory, MlflowProjector projector) {
    return loopFactory.secondProjector("tracker", MIRRORED, Set.of(Topic.MODEL_EVENT), projector);
  }

  @Produces
  @Singleton
  AliasDecisions aliasDecisions() {
    return new AliasDecisions();
  }

  @Produces
  @Singleton
  FollowLoop decisions(LoopFactory loopFactory, AliasDecisions aliasDecisions) {
    return loopFactory.follower(Topic.MODEL_EVENT, event -> aliasDecisions.hear(event.payload()));
  }

  @Produces
  @Singleton
  MlflowProjector projector(
      @RestClient MlflowRest rest,
      ArtifactStore store,
      Publisher publisher,
      KafkaSettings kafka,
      MeterRegistry meters,
      @ConfigProperty(name = "fidelio.mlflow.uri") URI address,
      @ConfigProperty(name = "fidelio.mlflow.public-uri") URI publicAddress) {
    return new MlflowProjector(
        () -> new MlflowSession(address, LONGEST),
        rest,
        new ExperimentFiles(store),
        new TrackerFacts(publisher, kafka.service(), publicAddress),
        meters.counter("fidelio.tracker.passed.over")::increment);
  }
}
