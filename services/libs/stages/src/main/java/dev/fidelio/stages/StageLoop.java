package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.Claims;
import dev.fidelio.artifacts.Claims.Claim;
import dev.fidelio.artifacts.Claims.Claimant;
import dev.fidelio.artifacts.Claims.End;
import dev.fidelio.artifacts.Claims.Past;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.contracts.CancellationRequested;
import dev.fidelio.contracts.Message;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.UnreadableException;
import dev.fidelio.messaging.ExhaustedException;
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
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final Class<R> request;
  private final StageWork<R> work;
  private final ArtifactStore store;
  private final Announcements announcements;
  private final Cancellations cancellations;
  private final Cancelling cancelling;
  private final Patience patience;
  private final String prefix;
  private final String worker;
  private final Clock clock;
  private volatile String waitingFor;

  /**
   * @param cancellations what not to work
   * @param patience when to give up
   * @param prefix goes before every topic
   * @param worker names this process in its claims
   */
  public StageLoop(
      Class<R> request,
      StageWork<R> work,
      ArtifactStore store,
      Announcements announcements,
      Cancellations cancellations,
      Patience patience,
      String prefix,
      String worker,
      Clock clock) {
    this.request = request;
    this.work = work;
    this.store = store;
    this.announcements = announcements;
    this.cancellations = cancellations;
    this.cancelling = new Cancelling(store, announcements::messages);
    this.patience = patience;
    this.prefix = prefix;
    this.worker = worker;
    this.clock = clock;
  }

  @Override
  public void work(ConsumerRecord<byte[], byte[]> record, StopSignal stop) {
    work(read(record), stop);
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(waitingFor).or(announcements::trouble);
  }

  /**
   * Works one request to its outcome.
   *
   * @throws ExhaustedException if that is {@code failed} because nothing has helped
   */
  public void work(R asked, StopSignal stop) {
    while (true) {
      stop.check();
      try {
        Optional<CommitPoint> outcome = outcome(asked);
        if (outcome.isEmpty()) {
          outcome = attempt(asked, stop);
        }
        waitingFor = null;
        if (outcome.isPresent()) {
          announcements.announce(outcome.get(), stop);
          requireNotExhausted(asked, outcome.get());
          return;
        }
      } catch (StoreUnavailableException e) {
        waitFor(e, stop);
      }
    }
  }

  private void waitFor(StoreUnavailableException e, StopSignal stop) {
    LOG.warn("{}; waiting for it", e.getMessage());
    waitingFor = e.getMessage();
    stop.await(STORE_PAUSE);
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

  /** What stands, which is the end of it where the experiment is cancelled. */
  private Optional<CommitPoint> outcome(R asked) {
    String stage = work.stage(asked);
    return new CommitPoints(store)
        .find(folder(asked) + "/" + stage + "/outcome.json")
        .or(
            () ->
                cancellation(asked)
                    .flatMap(cancelled -> cancelling.cancel(cancelled, List.of(stage))));
  }

  private Optional<CancellationRequested> cancellation(R asked) {
    return Road.has(work.stage(asked)) ? cancellations.of(id(asked)) : Optional.empty();
  }

  /** Tries once. Empty if it has to be tried again. */
  private Optional<CommitPoint> attempt(R asked, StopSignal stop) {
    Claims claims = claims(asked);
    Claim claim = claims.next(new Claimant(worker, clock.instant()));
    Past past = claims.before(claim.attempt());
    StopSignal narrower = stop.narrower();
    Attempt attempt = new Attempt(store, announcements, folder(asked), claims, claim, narrower);
    Optional<String> hopeless = patience.endsWith(past);
    if (hopeless.isPresent()) {
      return Optional.of(fail(asked, attempt, hopeless.get()));
    }
    LOG.info("{} of {}: attempt {}", work.stage(asked), id(asked), claim.attempt());
    if (Road.has(work.stage(asked))) {
      cancellations.begun(id(asked), narrower);
    }
    try {
      return Optional.of(
          attempt.commit(work.stage(asked) + "/outcome", Status.DONE, work.work(asked, attempt)));
    } catch (PermanentFailureException e) {
      LOG.warn("{} of {} failed", work.stage(asked), id(asked), e);
      return Optional.of(fail(asked, attempt, e.getMessage()));
    } catch (WorkStoppedException e) {
      end(claims, claim, new End(false, e.getMessage()), stop);
      if (cancellation(asked).isEmpty()) {
        throw e;
      }
      return Optional.empty();
    } catch (StoreUnavailableException e) {
      waitFor(e, stop);
      end(claims, claim, new End(false, e.getMessage()), stop);
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      Duration pause = Duration.ofSeconds(1L << past.failures().size());
      LOG.warn(
          "{} of {}: attempt {} failed; trying again in {} s",
          work.stage(asked),
          id(asked),
          claim.attempt(),
          pause.toSeconds(),
          e);
      end(claims, claim, new End(true, e.toString()), stop);
      stop.await(pause);
      return Optional.empty();
    } finally {
      cancellations.ended(id(asked));
    }
  }

  /** Without its end, an attempt would count as a crash, so a store that is away is waited for. */
  private void end(Claims claims, Claim claim, End end, StopSignal stop) {
    while (true) {
      try {
        claims.end(claim, end);
        return;
      } catch (StoreUnavailableException e) {
        waitFor(e, stop);
        stop.check();
      }
    }
  }

  private void requireNotExhausted(R asked, CommitPoint outcome) {
    if (outcome.status() == Status.FAILED) {
      Past past = claims(asked).before(outcome.attempt());
      Optional<String> hopeless = patience.endsWith(past);
      if (hopeless.isPresent()) {
        throw new ExhaustedException(hopeless.get(), outcome.attempt() - 1, null);
      }
    }
  }

  private CommitPoint fail(R asked, Attempt attempt, String reason) {
    String stage = work.stage(asked);
    Payload fact = work.failure(asked, attempt.number(), reason);
    return attempt.commit(stage + "/outcome", Status.FAILED, List.of(fact));
  }

  private Claims claims(R asked) {
    return new Claims(store, folder(asked) + "/" + work.stage(asked));
  }

  private static String folder(Request asked) {
    return "experiments/" + id(asked);
  }

  private static String id(Request asked) {
    return asked.experiment().experimentId();
  }
}
