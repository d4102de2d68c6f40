package dev.fidelio.stages;

import dev.fidelio.artifacts.ArtifactStore;
import dev.fidelio.artifacts.Claims;
import dev.fidelio.artifacts.Claims.AttemptHistory;
import dev.fidelio.artifacts.Claims.Claim;
import dev.fidelio.artifacts.Claims.Claimant;
import dev.fidelio.artifacts.Claims.End;
import dev.fidelio.artifacts.CommitPoint;
import dev.fidelio.artifacts.CommitPoint.Status;
import dev.fidelio.artifacts.CommitPoints;
import dev.fidelio.artifacts.ExperimentFolder;
import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Request;
import dev.fidelio.contracts.UnavailableException;
import dev.fidelio.messaging.ExhaustedException;
import dev.fidelio.messaging.LogContext;
import dev.fidelio.messaging.RecordRefusedException;
import dev.fidelio.messaging.StopSignal;
import dev.fidelio.messaging.WorkStoppedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts at a stage: each claims a number before it works, and records its end in the store.
 *
 * @param <R> the request that the stage takes
 */
final class AttemptRunner<R extends Request> {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

  private final StageWork<R> work;
  private final ArtifactStore store;
  private final Announcements announcements;
  private final Cancellations cancellations;
  private final RetryPolicy retryPolicy;
  private final String worker;
  private final Clock clock;
  private final StoreWait storeWait;
  private final Outages outages;

  AttemptRunner(
      StageWork<R> work,
      ArtifactStore store,
      Announcements announcements,
      Cancellations cancellations,
      RetryPolicy retryPolicy,
      String worker,
      Clock clock,
      StoreWait storeWait,
      Outages outages) {
    this.work = work;
    this.store = store;
    this.announcements = announcements;
    this.cancellations = cancellations;
    this.retryPolicy = retryPolicy;
    this.worker = worker;
    this.clock = clock;
    this.storeWait = storeWait;
    this.outages = outages;
  }

  /**
   * Tries once.
   *
   * @return the outcome; empty if the caller has to look for it, or try, again
   */
  Optional<CommitPoint> once(StageRequest<R> stageRequest, StopSignal stop) {
    Claims claims = claims(stageRequest);
    Claim claim = claims.next(new Claimant(worker, clock.instant()));
    try (LogContext context = LogContext.ofAttempt(claim.attempt())) {
      return attempt(stageRequest, claims, claim, stop);
    }
  }

  private Optional<CommitPoint> attempt(
      StageRequest<R> stageRequest, Claims claims, Claim claim, StopSignal stop) {
    AttemptHistory past = past(stageRequest, claims, claim.attempt());
    StopSignal narrower = stop.narrower();
    Attempt attempt =
        new Attempt(store, announcements, stageRequest.folder(), claims, claim, narrower);
    Optional<String> reason = retryPolicy.endsWith(past);
    if (reason.isPresent()) {
      return Optional.of(fail(stageRequest, attempt, reason.get()));
    }
    LOG.info("{}: attempt {}", stageRequest, claim.attempt());
    if (stageRequest.isCancellable()) {
      cancellations.begun(stageRequest.experimentId(), narrower);
    }
    try {
      return Optional.of(
          attempt.commit(
              ExperimentFolder.outcomeOf(stageRequest.stage()),
              Status.DONE,
              work.work(stageRequest.request(), attempt)));
    } catch (PermanentFailureException | RecordRefusedException e) {
      LOG.warn("{} failed", stageRequest, e);
      return Optional.of(fail(stageRequest, attempt, e.getMessage()));
    } catch (WorkStoppedException e) {
      end(claims, claim, new End(false, e.getMessage()), stop);
      if (cancellations.of(stageRequest).isEmpty()) {
        throw e;
      }
      return Optional.empty();
    } catch (StoreUnavailableException e) {
      storeWait.await(e, stop);
      end(claims, claim, new End(false, e.getMessage()), stop);
      return Optional.empty();
    } catch (UnavailableException e) {
      outages.failed(work.needs(stageRequest.request()), e);
      end(claims, claim, new End(false, e.getMessage()), stop);
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      Duration pause = Duration.ofSeconds(1L << past.failures().size());
      LOG.warn(
          "{}: attempt {} failed; trying again in {} s",
          stageRequest,
          claim.attempt(),
          pause.toSeconds(),
          e);
      end(claims, claim, new End(true, e.toString()), stop);
      stop.await(pause);
      return Optional.empty();
    } finally {
      cancellations.ended(stageRequest.experimentId());
    }
  }

  /**
   * Returns unless the stage failed because its retries were exhausted.
   *
   * @throws ExhaustedException if it did
   */
  void requireNotExhausted(StageRequest<R> stageRequest, CommitPoint outcome) {
    if (outcome.status() == Status.FAILED) {
      AttemptHistory past = past(stageRequest, claims(stageRequest), outcome.attempt());
      Optional<String> reason = retryPolicy.endsWith(past);
      if (reason.isPresent()) {
        throw new ExhaustedException(reason.get(), outcome.attempt() - 1, null);
      }
    }
  }

  /** The attempts before that one and since the last commit. */
  private AttemptHistory past(StageRequest<R> stageRequest, Claims claims, int attempt) {
    int committed =
        work.commitFolder()
            .map(stageRequest.folder()::path)
            .flatMap(new CommitPoints(store)::last)
            .map(CommitPoint::attempt)
            .orElse(0);
    return claims.between(committed, attempt);
  }

  /** Waits for the store, because an attempt without a recorded end counts as a crash. */
  private void end(Claims claims, Claim claim, End end, StopSignal stop) {
    while (true) {
      try {
        claims.end(claim, end);
        return;
      } catch (StoreUnavailableException e) {
        storeWait.await(e, stop);
        stop.check();
      }
    }
  }

  private CommitPoint fail(StageRequest<R> stageRequest, Attempt attempt, String reason) {
    Payload fact = work.failure(stageRequest.request(), attempt.number(), reason);
    return attempt.commit(
        ExperimentFolder.outcomeOf(stageRequest.stage()), Status.FAILED, List.of(fact));
  }

  private Claims claims(StageRequest<R> stageRequest) {
    return new Claims(store, stageRequest.folder(), stageRequest.stage());
  }
}
