package dev.fidelio.stages;

import dev.fidelio.contracts.ExperimentFailed;
import dev.fidelio.contracts.Payload;
import dev.fidelio.contracts.Request;
import java.util.List;
import java.util.Optional;

/**
 * What a worker does for one request.
 *
 * @param <R> the request
 */
public interface StageWork<R extends Request> {

  /** The stage that the request starts, such as {@code training} or {@code sampling/default}. */
  String stage(R request);

  /**
   * What the work needs from outside the platform, such as a data set's source. While it is
   * unavailable, the requests that need it wait, and those behind them do not.
   */
  default String needs(R request) {
    return stage(request);
  }

  /**
   * Does the work, from the beginning or from where earlier attempts stopped.
   *
   * @return what to announce once it is committed: the fact, then the next request
   * @throws PermanentFailureException if retrying will not help; the stage fails
   * @throws dev.fidelio.messaging.WorkStoppedException if it stopped on request
   * @throws dev.fidelio.contracts.UnavailableException if what it needs does not answer; the
   *     request waits, which is no attempt
   * @throws RuntimeException for any other failure; the stage is retried, by default up to 5
   *     attempts since its last commit point
   */
  List<Payload> work(R request, Attempt attempt);

  /**
   * The folder, below the experiment, of the commit points that the work makes before its outcome.
   * Attempts are counted since the last of them, so that progress is never punished. Empty if the
   * work makes none.
   */
  default Optional<String> commitFolder() {
    return Optional.empty();
  }

  /**
   * The fact to announce when the stage has failed permanently: by default that the experiment
   * failed.
   *
   * @param attempt the number of the last claim
   * @param reason why, for a person
   */
  default Payload failure(R request, int attempt, String reason) {
    return new ExperimentFailed(
        request.experiment().experimentId(), stage(request), attempt, reason);
  }
}
