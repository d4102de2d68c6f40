package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.Claims;
import dev.fidelio.artifacts.Claims.Claim;
import dev.fidelio.artifacts.Claims.Claimant;
import dev.fidelio.artifacts.Claims.End;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.RecordWork;
import dev.fidelio.messaging.Records;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.WorkStoppedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the outcome, claims, works, commits, announces. When it returns, the outcome stands in the
 * store and the broker has what it holds.
 *
 * @param <R> the request that the stage takes
 */
public final class StageLoop<R extends Request> implements RecordWork {

  private static final Logger LOG = LoggerFactory.getLogger(StageLoop.class);
  private static final int MAX_FAILURES = 5;
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final Class<R> request;
  private final StageWork<R> work;
  private final ArtifactStore store;
  private final Announcements announcements;
  private final String prefix;
  private final String worker;
  private final Clock clock;

  /**
   * @param prefix goes before every topic
   * @param worker names this process in its claims
   */
  public StageLoop(
      Class<R> request,
      StageWork<R> work,
      ArtifactStore store,
      Announcements announcements,
      String prefix,
      String worker,
      Clock clock) {
    this.request = request;
    this.work = work;
    this.store = store;
    this.announcements = announcements;
    this.prefix = prefix;
    this.worker = worker;
    this.clock = clock;
  }

  @Override
  public void work(ConsumerRecord<byte[], byte[]> record, StopSignal stop) {
    work(read(record), stop);
  }

  /** Works one request to its outcome. */
  public void work(R asked, StopSignal stop) {
    while (true) {
      stop.check();
      try {
        Optional<CommitPoint> outcome = outcome(asked);
        if (outcome.isEmpty()) {
          outcome = attempt(asked, stop);
        }
        if (outcome.isPresent()) {
          announcements.announce(outcome.get(), stop);
          return;
        }
      } catch (StoreUnavailableException e) {
        LOG.warn("{}; waiting for it", e.getMessage());
        stop.await(STORE_PAUSE);
      }
    }
  }

  private R read(ConsumerRecord<byte[], byte[]> record) {
    Message message = Records.read(record, prefix);
    return message
        .payload()
        .filter(request::isInstance)
        .map(request::cast)
        .orElseThrow(
            () -> new UnreadableException("no request of this topic: " + message.type(), null));
  }

  private Optional<CommitPoint> outcome(R asked) {
    return new CommitPoints(store).find(folder(asked) + "/" + work.stage(asked) + "/outcome.json");
  }

  /** Tries once. Empty if it has to be tried again. */
  private Optional<CommitPoint> attempt(R asked, StopSignal stop) {
    String stage = work.stage(asked);
    Claims claims = new Claims(store, folder(asked) + "/" + stage);
    List<End> failures = claims.failures();
    Claim claim = claims.next(new Claimant(worker, clock.instant()));
    Attempt attempt = new Attempt(store, announcements, folder(asked), claim, stop);
    if (failures.size() >= MAX_FAILURES) {
      String last = failures.get(failures.size() - 1).reason();
      return Optional.of(
          fail(asked, attempt, "failed %d times, last: %s".formatted(failures.size(), last)));
    }
    LOG.info("{} of {}: attempt {}", stage, asked.experiment().experimentId(), claim.attempt());
    try {
      List<Payload> payloads = work.work(asked, attempt);
      return Optional.of(attempt.commit(stage + "/outcome", Status.DONE, payloads));
    } catch (PermanentFailureException e) {
      LOG.warn("{} of {} failed", stage, asked.experiment().experimentId(), e);
      return Optional.of(fail(asked, attempt, e.getMessage()));
    } catch (WorkStoppedException e) {
      claims.end(claim, new End(false, e.getMessage()));
      throw e;
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      Duration pause = Duration.ofSeconds(1L << failures.size());
      LOG.warn(
          "{} of {}: attempt {} failed; trying again in {} s",
          stage,
          asked.experiment().experimentId(),
          claim.attempt(),
          pause.toSeconds(),
          e);
      claims.end(claim, new End(true, e.toString()));
      stop.await(pause);
      return Optional.empty();
    }
  }

  private CommitPoint fail(R asked, Attempt attempt, String reason) {
    String stage = work.stage(asked);
    ExperimentFailed fact =
        new ExperimentFailed(asked.experiment().experimentId(), stage, attempt.number(), reason);
    return attempt.commit(stage + "/outcome", Status.FAILED, List.of(fact));
  }

  private static String folder(Request asked) {
    return "experiments/" + asked.experiment().experimentId();
  }
}
