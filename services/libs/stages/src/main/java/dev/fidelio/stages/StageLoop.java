package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.ExhaustedException;
import dev.fidelio.messaging.LogContext;
import dev.fidelio.messaging.MessageCodec;
import dev.fidelio.messaging.RecordWork;
import dev.fidelio.messaging.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds the outcome, claims, works, commits, announces. When it returns, the outcome is in the
 * store and the broker has its messages, or the broker has the request again, since what it needs
 * is unavailable.
 *
 * @param <R> the request that the stage takes
 */
public final class StageLoop<R extends Request> implements RecordWork {

  /** How long a request that has to wait stays, so that alone it does not fill its topic. */
  private static final Duration HAND_BACK = Duration.ofSeconds(5);

  private final Class<R> request;
  private final StageWork<R> work;
  private final CommitPoints commitPoints;
  private final Announcements announcements;
  private final Cancellations cancellations;
  private final ExperimentCanceller experimentCanceller;
  private final String prefix;
  private final StoreWait storeWait = new StoreWait();
  private final Outages outages;
  private final AttemptRunner<R> attemptRunner;

  /**
   * @param cancellations which experiments to skip
   * @param retryPolicy when to stop retrying
   * @param prefix precedes every topic name
   * @param worker identifies this process in its claims
   */
  public StageLoop(
      Class<R> request,
      StageWork<R> work,
      ArtifactStore store,
      Announcements announcements,
      Cancellations cancellations,
      RetryPolicy retryPolicy,
      String prefix,
      String worker,
      Clock clock) {
    this.request = request;
    this.work = work;
    this.commitPoints = new CommitPoints(store);
    this.announcements = announcements;
    this.cancellations = cancellations;
    this.experimentCanceller = new ExperimentCanceller(store, announcements::messages);
    this.prefix = prefix;
    this.outages = new Outages(clock);
    this.attemptRunner =
        new AttemptRunner<>(
            work,
            store,
            announcements,
            cancellations,
            retryPolicy,
            worker,
            clock,
            storeWait,
            outages);
  }

  @Override
  public void work(ConsumerRecord<byte[], byte[]> record, StopSignal stop) {
    work(read(record), stop);
  }

  @Override
  public Optional<String> problem() {
    return storeWait.problem().or(announcements::problem).or(outages::problem);
  }

  /**
   * Processes one request until it has an outcome.
   *
   * @throws ExhaustedException if that is {@code failed} because the retries are exhausted
   */
  public void work(R sent, StopSignal stop) {
    StageRequest<R> stageRequest = new StageRequest<>(sent, work.stage(sent));
    try (LogContext context =
        LogContext.ofStage(stageRequest.experimentId(), stageRequest.stage())) {
      work(stageRequest, stop);
    }
  }

  private void work(StageRequest<R> stageRequest, StopSignal stop) {
    String needed = work.needs(stageRequest.request());
    while (true) {
      stop.check();
      try {
        Optional<CommitPoint> outcome = outcome(stageRequest);
        storeWait.isOver();
        if (outcome.isEmpty()) {
          Optional<Duration> outage = outages.remaining(needed);
          if (outage.isPresent()) {
            handBack(stageRequest, outage.get(), stop);
            return;
          }
          outcome = attemptRunner.once(stageRequest, stop);
          outcome.ifPresent(made -> outages.isOver(needed));
        }
        if (outcome.isPresent()) {
          announcements.announce(outcome.get(), stop);
          attemptRunner.requireNotExhausted(stageRequest, outcome.get());
          return;
        }
      } catch (StoreUnavailableException e) {
        storeWait.await(e, stop);
      }
    }
  }

  /**
   * Puts a request that has to wait at the end of its topic, so that it holds up none behind it.
   *
   * @param outage how long what it needs is not tried
   */
  private void handBack(StageRequest<R> stageRequest, Duration outage, StopSignal stop) {
    stop.await(outage.compareTo(HAND_BACK) < 0 ? outage : HAND_BACK);
    stop.check();
    announcements.announce(announcements.messages(List.of(stageRequest.request())), stop);
  }

  private R read(ConsumerRecord<byte[], byte[]> record) {
    Message message = MessageCodec.read(record, prefix);
    return message
        .payload()
        .filter(request::isInstance)
        .map(request::cast)
        .orElseThrow(
            () -> new UnreadableException("not a request of this topic: " + message.type(), null));
  }

  /** The stage's outcome: the one in the store, or a cancellation. */
  private Optional<CommitPoint> outcome(StageRequest<R> stageRequest) {
    return commitPoints
        .find(stageRequest.folder().outcome(stageRequest.stage()))
        .or(
            () ->
                cancellations
                    .of(stageRequest)
                    .flatMap(
                        cancelled ->
                            experimentCanceller.cancel(cancelled, List.of(stageRequest.stage()))));
  }
}
