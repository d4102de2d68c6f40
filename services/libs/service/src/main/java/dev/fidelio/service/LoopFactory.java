package dev.fidelio.service;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.BatchLoop;
import dev.fidelio.messaging.BatchWork;
import dev.fidelio.messaging.FollowLoop;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Projection;
import dev.fidelio.messaging.ProjectorLoop;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.ReceivedEvent;
import dev.fidelio.stages.Announcements;
import dev.fidelio.stages.CancellableLoop;
import dev.fidelio.stages.Cancellations;
import dev.fidelio.stages.RetryPolicy;
import dev.fidelio.stages.StageLoop;
import dev.fidelio.stages.StageWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.Config;

/** Creates loops. A service produces the ones it needs as beans; {@link LoopRunner} runs them. */
@Singleton
public class LoopFactory {

  private final KafkaSettings kafka;
  private final Publisher publisher;
  private final ArtifactStore store;
  private final Announcements announcements;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final Config config;

  LoopFactory(
      KafkaSettings kafka,
      Publisher publisher,
      ArtifactStore store,
      Announcements announcements,
      LoopMetrics metrics,
      Clock clock,
      Config config) {
    this.kafka = kafka;
    this.publisher = publisher;
    this.store = store;
    this.announcements = announcements;
    this.metrics = metrics;
    this.clock = clock;
    this.config = config;
  }

  /** A stage's loop, which processes one request at a time. */
  public <R extends Request> Loop stage(Topic topic, Class<R> request, StageWork<R> work) {
    String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    String worker = host + "/" + ProcessHandle.current().pid();
    Cancellations cancellations = new Cancellations();
    StageLoop<R> stage =
        new StageLoop<>(
            request,
            work,
            store,
            announcements,
            cancellations,
            retryPolicy(),
            kafka.prefix(),
            worker,
            clock);
    return new CancellableLoop(kafka, topic, stage, cancellations, publisher, metrics);
  }

  /** A loop that processes records in batches. */
  public Loop batches(Topic topic, BatchWork work) {
    return new BatchLoop(kafka, topic, work, publisher, metrics);
  }

  /** A projection that also sends its topics' malformed records to the dead letters. */
  public Loop projector(String group, Set<Topic> topics, Projection projection) {
    return secondProjector(group, topics, topics, projection);
  }

  /** A further projection of the same topics; leaves malformed records to the first one. */
  public Loop secondProjector(String group, Set<Topic> topics, Projection projection) {
    return secondProjector(group, topics, Set.of(), projection);
  }

  /**
   * A further projection, which also reads topics that no other one does.
   *
   * @param own those topics, whose malformed records go to the dead letters
   */
  public Loop secondProjector(
      String group, Set<Topic> topics, Set<Topic> own, Projection projection) {
    return new ProjectorLoop(kafka, group, topics, own, projection, publisher, metrics);
  }

  /** Follows signals from now on, in every process. */
  public Loop signals(Topic topic, Consumer<ReceivedEvent> listener) {
    return new FollowLoop(
        kafka,
        topic,
        FollowLoop.Start.NOW,
        record -> ReceivedEvent.of(record, kafka.prefix()).ifPresent(listener),
        this::setAside,
        metrics);
  }

  /**
   * Follows a topic from its oldest record, in every process; leaves malformed records to the
   * topic's projection.
   */
  public FollowLoop follower(Topic topic, Consumer<ReceivedEvent> listener) {
    return new FollowLoop(
        kafka,
        topic,
        FollowLoop.Start.OLDEST,
        record -> ReceivedEvent.of(record, kafka.prefix()).ifPresent(listener),
        (record, cause) -> {},
        metrics);
  }

  private void setAside(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
    publisher.deadLetter(record, 1, cause);
  }

  private RetryPolicy retryPolicy() {
    String own = "fidelio." + kafka.service() + ".";
    return new RetryPolicy(
        config
            .getOptionalValue(own + "max-attempts", Integer.class)
            .orElse(RetryPolicy.DEFAULT.maxAttempts()),
        config
            .getOptionalValue(own + "max-crashes", Integer.class)
            .orElse(RetryPolicy.DEFAULT.maxCrashes()));
  }
}
