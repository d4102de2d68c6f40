package dev.fidelio.stages;

import dev.fidelio.artifacts.StoreUnavailableException;
import dev.fidelio.messaging.RepeatedFailure;
import dev.fidelio.messaging.StopSignal;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for an unavailable store, which does not count as an attempt. */
final class StoreWait {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWait.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RepeatedFailure failure = new RepeatedFailure(LOG, "the artifact store");

  /** Waits for a while. */
  void await(StoreUnavailableException e, StopSignal stop) {
    failure.failed(e);
    stop.await(PAUSE);
  }

  /** The store is available again. */
  void isOver() {
    failure.succeeded();
  }

  /** Why the store is unavailable; empty if it is available. */
  Optional<String> problem() {
    return failure.problem();
  }
}
