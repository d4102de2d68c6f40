package dev.fidelio.service;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.BatchLoop;
import dev.fidelio.messaging.BatchWork;
import dev.fidelio.messaging.Heard;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.Projection;
import dev.fidelio.messaging.ProjectorLoop;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.SignalLoop;
import dev.fidelio.messaging.WorkLoop;
import dev.fidelio.stages.Announcements;
import dev.fidelio.stages.StageLoop;
import dev.fidelio.stages.StageWork;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Makes loops. A service produces the ones it wants as beans; {@link LoopRunner} runs them. */
@Singleton
public class Loops {

  private final KafkaSettings kafka;
  private final Publisher publisher;
  private final ArtifactStore store;
  private final Announcements announcements;
  private final LoopMetrics metrics;
  private final Clock clock;

  Loops(
      KafkaSettings kafka,
      Publisher publisher,
      ArtifactStore store,
      Announcements announcements,
      LoopMetrics metrics,
      Clock clock) {
    this.kafka = kafka;
    this.publisher = publisher;
    this.store = store;
    this.announcements = announcements;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** A stage's loop: one request at a time, to its outcome. */
  public <R extends Request> Loop stage(Topic topic, Class<R> request, StageWork<R> work) {
    String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    String worker = host + "/" + ProcessHandle.current().pid();
    StageLoop<R> stage =
        new StageLoop<>(request, work, store, announcements, kafka.prefix(), worker, clock);
    return new WorkLoop(kafka, topic, stage, publisher, metrics);
  }

  /** A loop over many short records at a time. */
  public Loop batches(Topic topic, BatchWork work) {
    return new BatchLoop(kafka, topic, work, metrics);
  }

  /** A projection that sets aside what nobody can read. */
  public Loop projector(String group, Set<Topic> topics, Projection projection) {
    return new ProjectorLoop(kafka, group, topics, projection, publisher::deadLetter, metrics);
  }

  /** A further projection of the same topics: what nobody can read another one sets aside. */
  public Loop secondProjector(String group, Set<Topic> topics, Projection projection) {
    return new ProjectorLoop(kafka, group, topics, projection, (record, cause) -> {}, metrics);
  }

  /** Follows signals from now on, in every process. */
  public Loop signals(Topic topic, Consumer<Heard> listener) {
    return new SignalLoop(kafka, topic, listener, metrics);
  }
}
