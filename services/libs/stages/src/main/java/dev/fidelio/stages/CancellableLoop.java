package dev.fidelio.stages;

import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.Topic;
import dev.fidelio.messaging.FollowLoop;
import dev.fidelio.messaging.KafkaSettings;
import dev.fidelio.messaging.Loop;
import dev.fidelio.messaging.LoopListener;
import dev.fidelio.messaging.Publisher;
import dev.fidelio.messaging.RecordWork;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.WorkLoop;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Runs a stage and follows the topic of cancellations, which it reads to the end before the first
 * request. Ingestion sends malformed cancellations to the dead letters.
 */
public final class CancellableLoop implements Loop {

  private final FollowLoop following;
  private final WorkLoop working;

  public CancellableLoop(
      KafkaSettings kafka,
      Topic topic,
      StageLoop<? extends Request> stage,
      Cancellations cancellations,
      Publisher publisher,
      LoopListener listener) {
    this.following =
        new FollowLoop(
            kafka,
            Topic.CANCELLATION_REQUESTED,
            FollowLoop.Start.OLDEST,
            record -> cancellations.add(Cancellations.read(record)),
            (record, cause) -> {},
            listener);
    this.working = new WorkLoop(kafka, topic, afterCatchingUp(stage), publisher, listener);
  }

  @Override
  public String name() {
    return working.name();
  }

  @Override
  public void start() {
    following.start();
    working.start();
  }

  @Override
  public Optional<String> problem() {
    return working.problem().or(following::problem);
  }

  @Override
  public boolean isAlive() {
    return working.isAlive() && following.isAlive();
  }

  @Override
  public void close() {
    working.close();
    following.close();
  }

  private RecordWork afterCatchingUp(RecordWork stage) {
    return new RecordWork() {
      @Override
      public void work(ConsumerRecord<byte[], byte[]> record, StopSignal stop) {
        following.awaitCaughtUp(stop);
        stage.work(record, stop);
      }

      @Override
      public Optional<String> problem() {
        return stage.problem();
      }
    };
  }
}
